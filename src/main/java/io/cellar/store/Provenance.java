package io.cellar.store;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a block came from, for its {@code STATUS.txt}.
 *
 * @param url without query part and credentials
 * @param etag the server's entity tag
 * @param fetched when it came
 */
public record Provenance(String url, Optional<String> etag, Instant fetched) {}

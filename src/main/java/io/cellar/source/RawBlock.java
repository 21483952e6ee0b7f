package io.cellar.source;

import java.util.Optional;

/**
 * A block as it came from a server, not yet verified.
 *
 * @param body the bytes, complete as far as the transport can tell; not copied
 * @param hdf5 true when the body is meant to be an HDF5 file, to be stored byte for byte
 * @param url where it came from, without query part
 * @param etag the server's entity tag
 * @param firstByteNanos time from asking to the first byte of the answer
 */
public record RawBlock(
    byte[] body, boolean hdf5, String url, Optional<String> etag, long firstByteNanos)
    implements Fetched {}

package io.cellar.source;

import java.util.Optional;

/**
 * A body that a server sent with status 200, whole as far as the transport can tell: one without a
 * length simply ends with the connection.
 *
 * @param address where it came from in the end, without query part
 * @param contentType as the server says
 * @param etag the server's entity tag
 * @param body the bytes, not copied
 * @param firstByteNanos time from asking to the head of the answer
 */
public record HttpAnswer(
    String address,
    Optional<String> contentType,
    Optional<String> etag,
    byte[] body,
    long firstByteNanos) {}

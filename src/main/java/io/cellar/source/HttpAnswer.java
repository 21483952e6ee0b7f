package io.cellar.source;

import java.util.Optional;

/**
 * A whole body that a server sent with status 200.
 *
 * @param address where it came from in the end, without query part
 * @param contentType as the server says
 * @param etag the server's entity tag
 * @param sized true when the transport can tell that the body is complete; false when it simply
 *     ended with the connection
 * @param body the bytes, not copied
 * @param firstByteNanos time from asking to the head of the answer
 */
public record HttpAnswer(
    String address,
    Optional<String> contentType,
    Optional<String> etag,
    boolean sized,
    byte[] body,
    long firstByteNanos) {}

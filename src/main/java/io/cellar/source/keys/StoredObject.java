package io.cellar.source.keys;

import java.util.Optional;

/**
 * The bytes of an object, or of the part of it that was asked for.
 *
 * @param bytes not copied
 * @param etag the server's entity tag
 * @param firstByteNanos time from asking to the first byte of the answer, 0 from a disk
 */
public record StoredObject(byte[] bytes, Optional<String> etag, long firstByteNanos) {

  /** Bytes that did not come over a network. */
  public static StoredObject of(byte[] bytes) {
    return new StoredObject(bytes, Optional.empty(), 0);
  }
}

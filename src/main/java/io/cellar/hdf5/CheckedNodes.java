package io.cellar.hdf5;

import io.cellar.hdf5.Hdf5Exception.Problem;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Pieces of newer structures, such as nodes of indexes, which end with a checksum. Each is verified
 * when it is read for the first time. Thread-safe.
 */
final class CheckedNodes {
  private static final int CHECKSUM = 4;

  private final FileBytes bytes;
  private final String what;
  private final Set<Long> verified = ConcurrentHashMap.newKeySet();

  /** The nodes of a chunk index. */
  CheckedNodes(FileBytes bytes) {
    this(bytes, "the chunk index");
  }

  /**
   * @param what for messages
   */
  CheckedNodes(FileBytes bytes, String what) {
    this.bytes = bytes;
    this.what = what;
  }

  /**
   * A node that begins with a signature and a version of 0.
   *
   * @param length with the checksum
   */
  ByteBuffer node(String signature, long address, long length) throws Hdf5Exception {
    ByteBuffer node = page(address, length);
    for (int i = 0; i < signature.length(); i++) {
      if (node.get(i) != signature.charAt(i)) {
        throw damaged("no " + signature + " at address " + address);
      }
    }
    if (node.get(signature.length()) != 0) {
      throw new Hdf5Exception(
          Problem.UNSUPPORTED,
          "%s of version %d, where 0 is read".formatted(signature, node.get(signature.length())));
    }
    return node;
  }

  /**
   * A piece of an index without a signature of its own.
   *
   * @param length with the checksum
   */
  ByteBuffer page(long address, long length) throws Hdf5Exception {
    if (length < CHECKSUM || length > Integer.MAX_VALUE) {
      throw damaged("a piece of " + length + " bytes at address " + address);
    }
    ByteBuffer page = bytes.buffer(address, length, what);
    if (!verified.contains(address)) {
      byte[] content = bytes.bytes(address, (int) length - CHECKSUM, what);
      if (Lookup3.hash(content) != page.getInt((int) length - CHECKSUM)) {
        throw damaged("wrong checksum at address " + address);
      }
      verified.add(address);
    }
    return page;
  }

  /** An unsigned number of 1 to 8 bytes. */
  static long number(ByteBuffer node, int at, int bytes) {
    long value = 0;
    for (int i = bytes - 1; i >= 0; i--) {
      value = value << 8 | node.get(at + i) & 0xff;
    }
    return value;
  }

  Hdf5Exception damaged(String detail) {
    return new Hdf5Exception(Problem.CORRUPT, what + " is damaged: " + detail);
  }

  static Hdf5Exception corrupt(String detail) {
    return new Hdf5Exception(Problem.CORRUPT, "the chunk index is damaged: " + detail);
  }
}

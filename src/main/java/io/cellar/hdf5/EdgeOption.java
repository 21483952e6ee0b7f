package io.cellar.hdf5;

import io.jhdf.ObjectHeader;
import java.nio.ByteBuffer;

/**
 * Finds out whether chunks at the edges are stored without filters (H5Pset_chunk_opts), which jhdf
 * does not tell. Layout: HDF5 File Format Specification 3.0, sections IV.A.1.b and IV.A.2.i.
 */
final class EdgeOption {
  private static final int LAYOUT = 8;
  private static final int CONTINUATION = 16;
  private static final int PREFIX = 6;
  private static final int CHECKSUM = 4;
  private static final int MOST_BLOCKS = 1000;

  private final FileBytes bytes;
  private int blocks;

  private EdgeOption(FileBytes bytes) {
    this.bytes = bytes;
  }

  /**
   * True when the version 4 layout message of this header says so.
   *
   * @param header of version 2, already read and verified
   */
  static boolean isSet(FileBytes bytes, ObjectHeader header) throws Hdf5Exception {
    ByteBuffer prefix = bytes.buffer(header.getAddress(), PREFIX, "an object header");
    int flags = prefix.get(5);
    int at = PREFIX + ((flags & 0x20) == 0 ? 0 : 16) + ((flags & 0x10) == 0 ? 0 : 4);
    int sizeBytes = 1 << (flags & 3);
    ByteBuffer field = bytes.buffer(header.getAddress() + at, sizeBytes, "an object header");
    long size = CheckedNodes.number(field, 0, sizeBytes);
    return new EdgeOption(bytes)
        .find(header.getAddress() + at + sizeBytes, size, (flags & 0x04) != 0);
  }

  private boolean find(long address, long size, boolean ordered) throws Hdf5Exception {
    if (++blocks > MOST_BLOCKS) {
      throw CheckedNodes.corrupt("an object header continues without end");
    }
    ByteBuffer block = bytes.buffer(address, size, "an object header");
    int prefix = ordered ? 6 : 4;
    int at = 0;
    while (at + prefix <= size) {
      int type = block.get(at);
      int length = Short.toUnsignedInt(block.getShort(at + 1));
      int body = at + prefix;
      if (body + length > size) {
        break;
      }
      if (type == LAYOUT && length > 2 && block.get(body) == 4) {
        return (block.get(body + 2) & 1) != 0;
      }
      if (type == CONTINUATION
          && length >= 16
          && find(block.getLong(body) + 4, block.getLong(body + 8) - 4 - CHECKSUM, ordered)) {
        return true;
      }
      at = body + length;
    }
    return false;
  }
}

package io.cellar.sample;

import io.cellar.volume.Block;
import io.cellar.volume.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes HDF5 files whose parts need not agree, which no library does. Superblock version 0, groups
 * as symbol tables, object headers version 1, one dataset, contiguous or one deflated chunk (HDF5
 * File Format Specification 3.0). With honest arguments the file is a valid one.
 *
 * @param path dataset path with a leading slash
 * @param dtype declared type
 * @param order declared byte order
 * @param shape declared shape
 * @param payload the bytes where the voxels should be
 * @param deflated true to declare the payload one deflated chunk
 */
record HandmadeHdf5(
    String path, DType dtype, ByteOrder order, long[] shape, byte[] payload, boolean deflated) {
  private static final long UNDEFINED = -1;
  private static final int LEAF_K = 4;
  private static final int INTERNAL_K = 16;
  private static final int SUPERBLOCK = 96;

  /** The voxels of a block as bytes. */
  static byte[] bytes(Block block, ByteOrder order) {
    ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(block.bytes())).order(order);
    switch (block.values()) {
      case byte[] v -> out.put(v);
      case short[] v -> out.asShortBuffer().put(v);
      case int[] v -> out.asIntBuffer().put(v);
      case long[] v -> out.asLongBuffer().put(v);
      case float[] v -> out.asFloatBuffer().put(v);
      case double[] v -> out.asDoubleBuffer().put(v);
      default -> throw new IllegalArgumentException(block.values().getClass().getSimpleName());
    }
    return out.array();
  }

  byte[] encode() {
    String[] names = path.substring(1).split("/");
    ByteBuffer file =
        ByteBuffer.allocate(16_384 + names.length * 2048 + payload.length)
            .order(ByteOrder.LITTLE_ENDIAN);
    file.position(SUPERBLOCK);
    long data = file.position();
    file.put(payload);
    long object = dataset(file, data);
    long[] tables = {UNDEFINED, UNDEFINED};
    for (int n = names.length - 1; n >= 0; n--) {
      tables = symbolTable(file, names[n], object);
      object = groupHeader(file, tables);
    }
    int end = align(file);
    superblock(file, object, tables, end);
    return Arrays.copyOf(file.array(), end);
  }

  private static int align(ByteBuffer file) {
    file.position((file.position() + 7) & ~7);
    return file.position();
  }

  private static void superblock(ByteBuffer file, long root, long[] tables, long end) {
    file.position(0);
    file.put(new byte[] {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'});
    file.put(new byte[] {0, 0, 0, 0, 0, 8, 8, 0});
    file.putShort((short) LEAF_K).putShort((short) INTERNAL_K).putInt(0);
    file.putLong(0).putLong(UNDEFINED).putLong(end).putLong(UNDEFINED);
    file.putLong(0).putLong(root).putInt(1).putInt(0).putLong(tables[0]).putLong(tables[1]);
  }

  /** A group with one member; returns the addresses of its B-tree and its heap. */
  private static long[] symbolTable(ByteBuffer file, String name, long member) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    int names = align(file);
    file.putLong(0).put(text).put((byte) 0);
    int size = align(file) - names;
    long heap = file.position();
    file.put("HEAP".getBytes(StandardCharsets.US_ASCII)).putInt(0);
    file.putLong(size).putLong(1).putLong(names);
    int node = align(file);
    file.put("SNOD".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0);
    file.putShort((short) 1).putLong(8).putLong(member);
    file.position(node + 8 + 2 * LEAF_K * 40);
    int tree = align(file);
    file.put("TREE".getBytes(StandardCharsets.US_ASCII)).putShort((short) 0).putShort((short) 1);
    file.putLong(UNDEFINED).putLong(UNDEFINED).putLong(0).putLong(node).putLong(8);
    file.position(tree + 24 + 2 * INTERNAL_K * 8 + (2 * INTERNAL_K + 1) * 8);
    return new long[] {tree, heap};
  }

  private static long groupHeader(ByteBuffer file, long[] tables) {
    int at = align(file);
    header(file, 1, 24);
    message(file, 0x11, 16);
    file.putLong(tables[0]).putLong(tables[1]);
    return at;
  }

  private static void header(ByteBuffer file, int messages, int bytes) {
    file.put((byte) 1).put((byte) 0).putShort((short) messages).putInt(1).putInt(bytes).putInt(0);
  }

  private static void message(ByteBuffer file, int type, int bytes) {
    file.putShort((short) type).putShort((short) bytes).putInt(0);
  }

  private long dataset(ByteBuffer file, long data) {
    long index = deflated ? chunkIndex(file, data) : UNDEFINED;
    int at = align(file);
    file.position(at + 16);
    message(file, 1, 8 + 8 * shape.length);
    file.put((byte) 1).put((byte) shape.length).putShort((short) 0).putInt(0);
    for (long size : shape) {
      file.putLong(size);
    }
    int messages = 3;
    datatype(file);
    if (deflated) {
      messages++;
      message(file, 0xb, 24);
      file.put((byte) 1).put((byte) 1).putShort((short) 0).putInt(0);
      file.putShort((short) 1).putShort((short) 0).putShort((short) 0).putShort((short) 1);
      file.putInt(4).putInt(0);
      chunkedLayout(file, index);
    } else {
      message(file, 8, 24);
      file.put((byte) 3).put((byte) 1).putLong(data).putLong(declaredBytes());
      file.position(file.position() + 6);
    }
    int end = file.position();
    file.position(at);
    header(file, messages, end - at - 16);
    file.position(end);
    return at;
  }

  private long declaredBytes() {
    long n = dtype.bytes();
    for (long size : shape) {
      n *= size;
    }
    return n;
  }

  private void chunkedLayout(ByteBuffer file, long index) {
    int bytes = 3 + 8 + 4 * (shape.length + 1);
    message(file, 8, (bytes + 7) & ~7);
    int from = file.position();
    file.put((byte) 3).put((byte) 2).put((byte) (shape.length + 1)).putLong(index);
    for (long size : shape) {
      file.putInt((int) size);
    }
    file.putInt(dtype.bytes());
    file.position(from + ((bytes + 7) & ~7));
  }

  private long chunkIndex(ByteBuffer file, long data) {
    int at = align(file);
    file.put("TREE".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0);
    file.putShort((short) 1).putLong(UNDEFINED).putLong(UNDEFINED);
    file.putInt(payload.length).putInt(0);
    file.position(file.position() + 8 * (shape.length + 1));
    file.putLong(data).putLong(0);
    for (long size : shape) {
      file.putLong(size);
    }
    file.putLong(0);
    // A node has room for 64 chunks, and readers read all of it.
    file.position(at + 24 + 64 * 8 + 65 * (8 + 8 * (shape.length + 1)));
    return at;
  }

  private void datatype(ByteBuffer file) {
    int bits = dtype.bytes() * 8;
    int big = order == ByteOrder.BIG_ENDIAN ? 1 : 0;
    if (dtype.kind() != DType.Kind.FLOAT) {
      message(file, 3, 16);
      int sign = dtype.kind() == DType.Kind.SIGNED ? 8 : 0;
      file.putInt(0x10 | (big | sign) << 8).putInt(dtype.bytes());
      file.putShort((short) 0).putShort((short) bits).putInt(0);
      return;
    }
    boolean single = dtype == DType.FLOAT32;
    int mantissa = single ? 23 : 52;
    message(file, 3, 24);
    file.putInt(0x11 | (0x20 | big) << 8 | (bits - 1) << 16).putInt(dtype.bytes());
    file.putShort((short) 0).putShort((short) bits);
    file.put((byte) mantissa).put((byte) (bits - 1 - mantissa)).put((byte) 0).put((byte) mantissa);
    file.putInt(single ? 127 : 1023).putInt(0);
  }
}

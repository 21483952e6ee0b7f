package io.cellar.source.n5;

import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Blocks and attributes as a writer of N5 makes them. Lists are x first. */
final class Written {

  /** Puts a compressor before a stream. */
  @FunctionalInterface
  interface Compressor {
    OutputStream open(OutputStream out) throws IOException;
  }

  private Written() {}

  /** Attributes of an array, raw unless members are added. */
  static String array(String dataType, long[] dimensions, long[] blockSize, String... members) {
    String more = Arrays.stream(members).map(m -> "," + m).collect(Collectors.joining());
    String compression =
        more.contains("\"compression") ? "" : ",\"compression\":{\"type\":\"raw\"}";
    return "{\"dataType\":\"%s\",\"dimensions\":%s,\"blockSize\":%s%s%s}"
        .formatted(
            dataType, Arrays.toString(dimensions), Arrays.toString(blockSize), compression, more);
  }

  /** A block with its header. */
  static byte[] block(long[] sizes, byte[] voxels) {
    ByteBuffer out = ByteBuffer.allocate(4 + 4 * sizes.length + voxels.length);
    out.putShort((short) 0).putShort((short) sizes.length);
    for (long size : sizes) {
      out.putInt((int) size);
    }
    return out.put(voxels).array();
  }

  /** A block of variable length. */
  static byte[] block(long[] sizes, long elements, byte[] voxels) {
    ByteBuffer number = ByteBuffer.allocate(4 + voxels.length);
    number.putInt((int) elements).put(voxels);
    byte[] bytes = block(sizes, number.array());
    bytes[1] = 1;
    return bytes;
  }

  /** The voxels of a block as N5 stores them. */
  static byte[] bigEndian(Block block) {
    byte[] bytes = new byte[(int) block.bytes()];
    MemorySegment.copy(
        block.values(),
        0,
        MemorySegment.ofArray(bytes),
        Blocks.layout(block.dtype(), ByteOrder.BIG_ENDIAN),
        0,
        block.length());
    return bytes;
  }

  static byte[] compressed(byte[] bytes, Compressor compressor) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream stream = compressor.open(out)) {
      stream.write(bytes);
    }
    return out.toByteArray();
  }

  /** Bytes that count up. */
  static byte[] counting(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i + 1);
    }
    return bytes;
  }
}

package io.cellar.volume;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Copies parts of blocks, and turns blocks into plain bytes and back. Any rank, any dtype. */
public final class Blocks {

  private Blocks() {}

  /**
   * A part of a block, copied; the block itself when the part is all of it.
   *
   * @param part box relative to the block's first voxel
   * @throws IndexOutOfBoundsException if the part does not lie within the block
   */
  public static Block crop(Block block, Roi part) {
    if (part.equals(Roi.ofShape(block.shape()))) {
      return block;
    }
    Block result = Block.zeros(block.dtype(), part.shape());
    copyRuns(block, block.shape(), part.start(), result, part.shape(), new long[part.rank()], part);
    return result;
  }

  /**
   * Copies the voxels that two blocks share into the second one. Nothing happens where they do not
   * overlap.
   *
   * @param source block that is read
   * @param sourceBox where the source lies; of the source's shape
   * @param target block that is written, of the same dtype
   * @param targetBox where the target lies, in the same coordinates; of the target's shape
   */
  public static void copy(Block source, Roi sourceBox, Block target, Roi targetBox) {
    if (source.dtype() != target.dtype()) {
      throw new IllegalArgumentException(
          "cannot copy " + source.dtype().numpyName() + " into " + target.dtype().numpyName());
    }
    checkShape(source, sourceBox);
    checkShape(target, targetBox);
    Roi shared = sourceBox.intersect(targetBox);
    if (shared.isEmpty()) {
      return;
    }
    long[] from = shared.minus(sourceBox.start()).start();
    long[] to = shared.minus(targetBox.start()).start();
    copyRuns(source, source.shape(), from, target, target.shape(), to, shared);
  }

  /** The voxels in C order and little-endian bytes, a bool as one byte. */
  public static byte[] littleEndian(Block block) {
    byte[] bytes = new byte[Math.toIntExact(block.bytes())];
    littleEndian(block, bytes, 0);
    return bytes;
  }

  /** The same into a part of an array that is already there. */
  public static void littleEndian(Block block, byte[] bytes, int at) {
    MemorySegment.copy(
        block.values(),
        0,
        MemorySegment.ofArray(bytes),
        layout(block.dtype(), ByteOrder.LITTLE_ENDIAN),
        at,
        block.length());
  }

  /**
   * The inverse of {@link #littleEndian}; a bool byte other than 0 counts as 1.
   *
   * @throws IllegalArgumentException if the number of bytes does not fit the shape
   */
  public static Block ofLittleEndian(DType dtype, long[] shape, byte[] bytes) {
    long expected = Math.multiplyExact(Roi.ofShape(shape).voxels(), (long) dtype.bytes());
    if (bytes.length != expected) {
      throw new IllegalArgumentException(
          "%d bytes, expected %d for %s of shape %s"
              .formatted(bytes.length, expected, dtype.numpyName(), Arrays.toString(shape)));
    }
    Block block = Block.zeros(dtype, shape);
    MemorySegment.copy(
        MemorySegment.ofArray(bytes),
        layout(dtype, ByteOrder.LITTLE_ENDIAN),
        0,
        block.values(),
        0,
        block.length());
    if (dtype == DType.BOOL) {
      normaliseBool((byte[]) block.values());
    }
    return block;
  }

  /**
   * The same for bytes that nobody changes any more: the block holds them themselves where that can
   * be.
   */
  public static Block overLittleEndian(DType dtype, long[] shape, byte[] bytes) {
    return dtype == DType.UINT8 || dtype == DType.INT8
        ? new Block(dtype, shape, bytes)
        : ofLittleEndian(dtype, shape, bytes);
  }

  /** How the voxels of a dtype lie in raw memory, unaligned. */
  public static ValueLayout layout(DType dtype, ByteOrder order) {
    ValueLayout layout =
        switch (dtype) {
          case BOOL, UINT8, INT8 -> ValueLayout.JAVA_BYTE;
          case UINT16, INT16 -> ValueLayout.JAVA_SHORT_UNALIGNED;
          case UINT32, INT32 -> ValueLayout.JAVA_INT_UNALIGNED;
          case UINT64, INT64 -> ValueLayout.JAVA_LONG_UNALIGNED;
          case FLOAT32 -> ValueLayout.JAVA_FLOAT_UNALIGNED;
          case FLOAT64 -> ValueLayout.JAVA_DOUBLE_UNALIGNED;
        };
    return layout.withOrder(order);
  }

  /** Makes every byte that is not 0 a 1, as {@link DType#BOOL} demands. */
  public static void normaliseBool(byte[] values) {
    for (int i = 0; i < values.length; i++) {
      values[i] = (byte) (values[i] == 0 ? 0 : 1);
    }
  }

  private static void checkShape(Block block, Roi box) {
    if (!Arrays.equals(block.shape(), box.shape())) {
      throw new IllegalArgumentException(
          "a block of shape " + Arrays.toString(block.shape()) + " does not fill box " + box);
    }
  }

  @SuppressWarnings("SuspiciousSystemArraycopy") // both are arrays of the same dtype
  private static void copyRuns(
      Block source,
      long[] sourceShape,
      long[] from,
      Block target,
      long[] targetShape,
      long[] to,
      Roi size) {
    Object input = source.values();
    Object output = target.values();
    Runs.forEach(
        sourceShape,
        from,
        targetShape,
        to,
        size.shape(),
        (a, b, n) -> System.arraycopy(input, (int) a, output, (int) b, (int) n));
  }
}

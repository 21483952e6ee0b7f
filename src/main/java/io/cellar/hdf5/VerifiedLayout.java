package io.cellar.hdf5;

import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import io.cellar.volume.Runs;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;

/**
 * A file that the reader has accepted, without its voxels: where they lie, and every byte around
 * them. Another file of the same length and with the same bytes there is the same to the reader, so
 * it would be accepted too. Immutable.
 *
 * @param shape voxels per axis
 * @param type how voxels are stored
 * @param before all bytes before the first voxel
 * @param after all bytes behind the last one
 * @param length of the file
 */
record VerifiedLayout(long[] shape, ElementType type, byte[] before, byte[] after, int length) {
  private static final int MOST_AROUND = 1 << 16;

  /**
   * The layout of a file that the reader has accepted. Empty when the voxels are not simply one
   * piece of it: when they are compact, chunked or not stored, or a header lies among them.
   *
   * @param looked at while the header was found and read
   */
  static Optional<VerifiedLayout> of(
      byte[] file, int length, DatasetHeader header, LookedAt looked) {
    if (!(header.layout() instanceof Layout.Contiguous(MemorySegment data))
        || !header.pipeline().filters().isEmpty()
        || data.byteSize() == 0
        || length - data.byteSize() > MOST_AROUND) {
      return Optional.empty();
    }
    int start = (int) data.address();
    int stop = start + (int) data.byteSize();
    if (looked.touches(start, stop)) {
      return Optional.empty();
    }
    return Optional.of(
        new VerifiedLayout(
            header.shape(),
            header.type(),
            Arrays.copyOf(file, start),
            Arrays.copyOfRange(file, stop, length),
            length));
  }

  /** True when a file differs in its voxels at most. */
  boolean fits(byte[] file, int fileLength) {
    int start = before.length;
    int stop = length - after.length;
    return fileLength == length
        && Arrays.equals(file, 0, start, before, 0, start)
        && Arrays.equals(file, stop, length, after, 0, after.length);
  }

  /** True when the reader would say the same of files of both layouts. */
  boolean isLike(VerifiedLayout other) {
    return length == other.length && type.equals(other.type) && Arrays.equals(shape, other.shape);
  }

  boolean isSame(VerifiedLayout other) {
    return isLike(other)
        && Arrays.equals(before, other.before)
        && Arrays.equals(after, other.after);
  }

  /** True when the dataset is what is expected. */
  boolean isWithin(Expectation expected) {
    return expected.allows(shape) && expected.allows(type.dtype());
  }

  /** The voxels of a file that fits, in its dtype. */
  Block voxels(byte[] file) {
    int start = before.length;
    int stop = length - after.length;
    DType dtype = type.dtype();
    if (dtype.bytes() == 1) {
      byte[] values = Arrays.copyOfRange(file, start, stop);
      if (dtype == DType.BOOL) {
        Blocks.normaliseBool(values);
      }
      return new Block(dtype, shape, values);
    }
    Block block = Block.zeros(dtype, shape);
    MemorySegment data = MemorySegment.ofArray(file).asSlice(start, stop - start);
    type.copy(data, 0, block.values(), 0, block.length());
    return block;
  }

  /** True when voxels of a dtype are copied as they are stored. */
  boolean isPlain(DType dtype) {
    return dtype == type.dtype() && dtype != DType.BOOL;
  }

  /**
   * Copies voxels of a file that fits into a block of a dtype that is plain.
   *
   * @param part relative to the dataset
   * @param at where its first voxel goes, relative to the target's
   */
  void copy(byte[] file, Roi part, Block target, long[] at) {
    Object values = target.values();
    int start = before.length;
    Runs.Consumer run;
    if (values instanceof byte[] bytes) {
      run = (a, b, n) -> System.arraycopy(file, start + (int) a, bytes, (int) b, (int) n);
    } else {
      MemorySegment data = MemorySegment.ofArray(file).asSlice(start);
      run = (a, b, n) -> type.copy(data, a, values, (int) b, (int) n);
    }
    Runs.forEach(shape, part.start(), target.shape(), at, part.shape(), run);
  }
}

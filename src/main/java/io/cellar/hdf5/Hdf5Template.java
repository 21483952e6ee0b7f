package io.cellar.hdf5;

import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.util.Arrays;
import java.util.List;

/**
 * The front that all contiguous files of one dtype, shape and dataset path have in common. A server
 * that sends many blocks of a kind makes it once and puts it before the voxels of each. Immutable.
 */
public final class Hdf5Template {
  private final DType dtype;
  private final long[] shape;
  private final byte[] front;

  private Hdf5Template(DType dtype, long[] shape, byte[] front) {
    this.dtype = dtype;
    this.shape = shape;
    this.front = front;
  }

  /**
   * Makes a template.
   *
   * @param shape voxels per axis, at least one axis
   * @param dataset path of the dataset, with or without a leading slash
   */
  public static Hdf5Template of(DType dtype, long[] shape, String dataset) {
    long bytes = Math.multiplyExact(Roi.ofShape(shape).voxels(), (long) dtype.bytes());
    Skeleton skeleton =
        new Skeleton(
            dataset,
            address ->
                List.of(
                    HeaderMessage.dataspace(shape),
                    HeaderMessage.datatype(dtype),
                    HeaderMessage.fillValue(false),
                    HeaderMessage.contiguous(
                        bytes == 0 ? LittleEndian.UNDEFINED : address, bytes)));
    return new Hdf5Template(dtype, shape.clone(), skeleton.bytes(bytes));
  }

  /** Bytes of every file made from it. */
  public long fileBytes() {
    return front.length + Roi.ofShape(shape).voxels() * dtype.bytes();
  }

  /**
   * What precedes the voxels, which follow in C order and little-endian. A copy.
   *
   * @see Blocks#littleEndian
   */
  public byte[] front() {
    return front.clone();
  }

  /** True for a block of this dtype and shape. */
  boolean fits(Block block) {
    return block.dtype() == dtype && Arrays.equals(block.shape(), shape);
  }

  /**
   * The file of a block.
   *
   * @throws IllegalArgumentException if the block is of another dtype or shape
   */
  public byte[] encode(Block block) {
    if (!fits(block)) {
      throw new IllegalArgumentException(
          "a block of %s %s for a template of %s %s"
              .formatted(
                  block.dtype().numpyName(),
                  Arrays.toString(block.shape()),
                  dtype.numpyName(),
                  Arrays.toString(shape)));
    }
    byte[] file = Arrays.copyOf(front, Math.toIntExact(fileBytes()));
    Blocks.littleEndian(block, file, front.length);
    return file;
  }
}

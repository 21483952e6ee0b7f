package io.cellar.store;

import io.cellar.hdf5.Hdf5Volume;
import io.cellar.input.RegularFile;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axes;
import io.cellar.volume.Block;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One dataset of an HDF5 file of any size, read where it lies: nothing is copied, nothing is
 * written, all blocks are there. The file is mapped and read as blocks are asked for.
 */
public final class Hdf5FileReader implements BlockReader {
  private final Path file;
  private final Hdf5Volume volume;
  private final ArrayGeometry geometry;
  private final BlockGrid grid;
  private final Coverage coverage;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Hdf5FileReader(Path file, Hdf5Volume volume, ArrayGeometry geometry) {
    this.file = file;
    this.volume = volume;
    this.geometry = geometry;
    this.grid = geometry.grid();
    this.coverage = new CompleteCoverage(grid);
  }

  /**
   * Opens a dataset. Its axes are those that the attribute {@code axistags} names, else {@code yx},
   * {@code zyx}, {@code tzyx} or {@code tzyxc} by their number; its blocks are its chunks where
   * these suit slices in all directions, else several together or parts of them, or about 64 voxels
   * wide where it has none.
   *
   * @param dataset its path; empty: the only one that holds numbers
   * @throws IOException if the file or the dataset cannot be read, or its shape is no volume's
   */
  public static Hdf5FileReader open(Path file, Optional<String> dataset) throws IOException {
    return open(file, dataset, Optional.empty(), Optional.empty());
  }

  /**
   * The same, with what is told of it from elsewhere.
   *
   * @param axes names of its axes
   * @param blockShape how it is cut into blocks
   * @throws IOException also if these do not fit the dataset
   */
  public static Hdf5FileReader open(
      Path file, Optional<String> dataset, Optional<Axes> axes, Optional<long[]> blockShape)
      throws IOException {
    return open(file, dataset, axes, Optional.empty(), blockShape);
  }

  /**
   * Opens a dataset whose axes and type are known.
   *
   * @param readAs type of the voxels: the file's own, or another integer type of the same size,
   *     which the same bits are then taken for
   * @throws IOException also if these do not fit the dataset
   */
  public static Hdf5FileReader open(Path file, String dataset, Axes axes, DType readAs)
      throws IOException {
    return open(
        file, Optional.of(dataset), Optional.of(axes), Optional.of(readAs), Optional.empty());
  }

  private static Hdf5FileReader open(
      Path file,
      Optional<String> dataset,
      Optional<Axes> axes,
      Optional<DType> readAs,
      Optional<long[]> blockShape)
      throws IOException {
    RegularFile.require(file);
    Hdf5Volume volume = Hdf5Volume.open(file, dataset, readAs);
    try {
      return new Hdf5FileReader(file, volume, geometry(file, volume, axes, blockShape));
    } catch (IOException | RuntimeException e) {
      volume.close();
      throw e;
    }
  }

  private static ArrayGeometry geometry(
      Path file, Hdf5Volume volume, Optional<Axes> told, Optional<long[]> blockShape)
      throws IOException {
    long[] shape = volume.shape();
    if (shape.length < 2 || shape.length > 5 || Arrays.stream(shape).anyMatch(n -> n == 0)) {
      throw new IOException(
          "%s: the shape of %s is %s, expected two to five axes, none of them empty"
              .formatted(file, volume.dataset(), Arrays.toString(shape)));
    }
    Axes axes = told.or(volume::axes).orElseGet(() -> Axes.usual(shape.length));
    if (axes.rank() != shape.length || blockShape.isPresent() && !fits(blockShape.get(), shape)) {
      throw new IOException(
          "%s: axes \"%s\"%s do not fit the shape %s of %s"
              .formatted(
                  file,
                  axes,
                  blockShape.map(b -> " and blocks of " + Arrays.toString(b)).orElse(""),
                  Arrays.toString(shape),
                  volume.dataset()));
    }
    long[] block =
        blockShape.orElseGet(
            () -> SliceBlocks.shape(axes, shape, volume.info().chunks(), volume.dtype().bytes()));
    return ArrayGeometry.whole(axes, volume.dtype(), shape, block);
  }

  private static boolean fits(long[] block, long[] shape) {
    return block.length == shape.length && Arrays.stream(block).allMatch(n -> n > 0);
  }

  @Override
  public String name() {
    return file + ":" + volume.dataset();
  }

  @Override
  public ArrayGeometry geometry() {
    return geometry;
  }

  @Override
  public BlockGrid grid() {
    return grid;
  }

  @Override
  public boolean isAvailable(long index) {
    return index >= 0 && index < grid.count();
  }

  @Override
  public Optional<Block> read(long index) throws StoreException {
    Roi roi = grid.roi(index);
    try {
      return Optional.of(volume.read(roi));
    } catch (IOException e) {
      throw new StoreException("cannot read %s of %s: %s".formatted(roi, file, e.getMessage()), e);
    }
  }

  @Override
  public Coverage coverage() {
    return coverage;
  }

  /** Gives the file back. Whoever still reads gets an {@link IllegalStateException}. */
  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      volume.close();
    }
  }
}

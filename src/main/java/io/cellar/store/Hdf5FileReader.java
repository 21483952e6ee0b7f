package io.cellar.store;

import io.cellar.hdf5.Hdf5Volume;
import io.cellar.input.RegularFile;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import io.cellar.volume.Block;
import io.cellar.volume.BlockGrid;
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
  /** Chunks of fewer voxels are read several at a time. */
  private static final long LEAST_VOXELS = 1 << 14;

  /** Voxels of a block where the file has no chunks. */
  private static final long USUAL_VOXELS = 1 << 18;

  /** Chunks of more voxels are read in parts. */
  private static final long MOST_VOXELS = 1 << 26;

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
   * {@code zyx}, {@code tzyx} or {@code tzyxc} by their number; its blocks are its chunks, or
   * several together where these are small, or about 64 voxels wide where it has none.
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
    RegularFile.require(file);
    Hdf5Volume volume = Hdf5Volume.open(file, dataset);
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
    long[] block = blockShape.orElseGet(() -> blockShape(axes, shape, volume.info().chunks()));
    return ArrayGeometry.whole(axes, volume.dtype(), shape, block);
  }

  private static boolean fits(long[] block, long[] shape) {
    return block.length == shape.length && Arrays.stream(block).allMatch(n -> n > 0);
  }

  static long[] blockShape(Axes axes, long[] shape, Optional<long[]> chunks) {
    Roi all = Roi.ofShape(shape);
    Optional<long[]> fit =
        chunks
            .map(chunk -> Roi.ofShape(chunk).intersect(all))
            .filter(chunk -> chunk.voxels() <= MOST_VOXELS)
            .map(Roi::shape);
    long[] ones = new long[shape.length];
    Arrays.fill(ones, 1);
    return grown(axes, shape, fit.orElse(ones), fit.isPresent() ? LEAST_VOXELS : USUAL_VOXELS);
  }

  /** Doubles the shortest edge in space until there are voxels enough. */
  private static long[] grown(Axes axes, long[] shape, long[] from, long least) {
    long[] block = from.clone();
    while (Roi.ofShape(block).voxels() < least) {
      int shortest = -1;
      for (int d = 0; d < block.length; d++) {
        Axis axis = axes.get(d);
        boolean mayGrow = axis.isSpace() && block[d] < shape[d];
        if (mayGrow && (shortest < 0 || block[d] < block[shortest])) {
          shortest = d;
        }
      }
      if (shortest < 0) {
        return block;
      }
      block[shortest] *= 2;
    }
    return block;
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

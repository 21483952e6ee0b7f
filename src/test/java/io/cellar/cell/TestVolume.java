package io.cellar.cell;

import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axes;
import io.cellar.volume.Block;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.DType;
import io.cellar.volume.Described;
import io.cellar.volume.Roi;
import io.cellar.volume.VolumeDescription;
import java.lang.reflect.Array;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** A volume whose voxels are known: a scramble of their stored coordinates. */
public class TestVolume {
  private final ArrayGeometry geometry;

  public TestVolume(ArrayGeometry geometry) {
    this.geometry = geometry;
  }

  /** A fileset; the view begins so many blocks in and is so large. */
  public static TestVolume of(
      String axes, DType dtype, long[] shape, long[] block, long[] originBlocks, long[] view) {
    long[] origin = new long[shape.length];
    for (int d = 0; d < origin.length; d++) {
      origin[d] = originBlocks[d] * block[d];
    }
    return new TestVolume(new ArrayGeometry(Axes.parse(axes), dtype, shape, block, origin, view));
  }

  /** A fileset whose view is all of it. */
  public static TestVolume whole(String axes, DType dtype, long[] shape, long[] block) {
    return of(axes, dtype, shape, block, new long[shape.length], shape);
  }

  /** Any small volume of a rank: axes in any order, clipped blocks, an offset view. */
  public static TestVolume random(Random random, int rank, DType dtype) {
    List<Character> letters = "txyzc".chars().mapToObj(c -> (char) c).collect(Collectors.toList());
    java.util.Collections.shuffle(letters, random);
    String axes =
        letters.subList(0, rank).stream().map(String::valueOf).collect(Collectors.joining());
    long[] shape = new long[rank];
    long[] block = new long[rank];
    long[] origin = new long[rank];
    long[] view = new long[rank];
    int most = rank <= 3 ? 30 : 9;
    for (int d = 0; d < rank; d++) {
      shape[d] = 1 + random.nextInt(most);
      block[d] = 1 + random.nextInt(rank <= 3 ? 12 : 5);
      origin[d] = random.nextInt((int) Math.ceilDiv(shape[d], block[d]));
      long rest = shape[d] - origin[d] * block[d];
      view[d] = 1 + random.nextInt((int) rest);
    }
    return of(axes, dtype, shape, block, origin, view);
  }

  public ArrayGeometry geometry() {
    return geometry;
  }

  public BlockGrid grid() {
    return geometry.grid();
  }

  public VolumeDescription description() {
    return Described.volume("test", geometry);
  }

  /** The bits of a voxel, given in stored coordinates. */
  public long bits(long... stored) {
    long h = 1469598103934665603L;
    for (long c : stored) {
      h = (h ^ c) * 1099511628211L;
      h ^= h >>> 29;
    }
    return geometry.dtype() == DType.BOOL ? h & 1 : h;
  }

  private void put(Object array, int i, long bits) {
    switch (array) {
      case byte[] a -> a[i] = (byte) bits;
      case short[] a -> a[i] = (short) bits;
      case int[] a -> a[i] = (int) bits;
      case long[] a -> a[i] = bits;
      case float[] a -> a[i] = special(bits) ? Float.NaN : (bits % 2000) / 1000f;
      case double[] a -> a[i] = special(bits) ? Double.NEGATIVE_INFINITY : (bits % 2000) / 1000.0;
      default -> throw new IllegalStateException();
    }
  }

  private static boolean special(long bits) {
    return (bits & 63) == 7;
  }

  /** The voxels of a box in stored coordinates. */
  public Block voxels(Roi stored) {
    Block block = Block.zeros(geometry.dtype(), stored.shape());
    long[] at = stored.start();
    for (int i = 0; i < block.length(); i++) {
      put(block.values(), i, bits(at));
      for (int d = at.length - 1; d >= 0 && ++at[d] == stored.stop(d) && d > 0; d--) {
        at[d] = stored.start(d);
      }
    }
    return block;
  }

  /** The voxels of a box in view coordinates. */
  public Block viewVoxels(Roi view) {
    return voxels(geometry.toStored(view));
  }

  /** A block as the engine gives it: the part that lies in the view. */
  public Block block(long index) {
    return voxels(grid().roi(index).intersect(geometry.storedView()));
  }

  /** Where a block begins in the view. */
  public long[] viewStart(long index) {
    return geometry.toView(grid().roi(index)).start();
  }

  /** The blocks of the view, in scan order. */
  public long[] blocks() {
    return grid().blocksIn(geometry.storedView()).toArray();
  }

  /** True when two blocks are the same, bit by bit. */
  public static boolean same(Block a, Block b) {
    return a.dtype() == b.dtype()
        && java.util.Arrays.equals(a.shape(), b.shape())
        && java.util.Objects.deepEquals(a.values(), b.values());
  }

  /** A voxel as a boxed primitive. */
  public Object voxel(long... view) {
    return Array.get(viewVoxels(Roi.at(view, ones(view.length))).values(), 0);
  }

  private static long[] ones(int n) {
    long[] ones = new long[n];
    java.util.Arrays.fill(ones, 1);
    return ones;
  }

  /** A box of at least a voxel that lies within a shape. */
  static Roi randomRoi(Random random, long[] shape) {
    long[] start = new long[shape.length];
    long[] stop = new long[shape.length];
    for (int d = 0; d < shape.length; d++) {
      start[d] = random.nextInt((int) shape[d]);
      stop[d] = start[d] + 1 + random.nextInt((int) (shape[d] - start[d]));
    }
    return new Roi(start, stop);
  }
}

package io.cellar.slice;

import io.cellar.cell.CellCache;
import io.cellar.cell.FakeEngine;
import io.cellar.cell.TestVolume;
import io.cellar.cell.VolatileCells;
import io.cellar.volume.Axis;
import io.cellar.volume.DType;
import io.cellar.volume.LocalFileset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** A pane on a volume of several levels, each with an engine and a memory of its own. */
final class LevelsPane implements AutoCloseable {
  final List<Rung> rungs = new ArrayList<>();
  final SliceRenderer renderer;

  /** One level: what it holds, how it lies over the finest, and where its blocks come from. */
  static final class Rung {
    final TestVolume volume;
    final long[] downsampling;
    final FakeEngine engine;
    final CellCache memory = new CellCache(64 << 20);
    final VolatileCells cells;

    Rung(int number, TestVolume volume, long[] downsampling, FakeEngine engine) {
      this.volume = volume;
      this.downsampling = downsampling;
      this.engine = engine;
      this.cells = new VolatileCells(engine, FakeEngine.FILESET, volume.local(), number, memory);
    }

    /** The level's voxel over a position of the finest level, worked out the slow way. */
    long[] voxel(LocalFileset finest, long[] position) {
      long[] voxel = new long[position.length];
      for (int d = 0; d < voxel.length; d++) {
        Axis axis = volume.local().axes().get(d);
        long at = position[finest.axes().indexOf(axis)] / downsampling[d];
        voxel[d] = Math.min(at, volume.local().viewShape()[d] - 1);
      }
      return voxel;
    }

    /** The block that holds a voxel of the level's view. */
    long block(long[] voxel) {
      long[] stored = voxel.clone();
      for (int d = 0; d < stored.length; d++) {
        stored[d] += volume.local().viewOrigin()[d];
      }
      return volume.grid().indexOf(stored);
    }

    boolean has(long block) {
      return memory.contains(FakeEngine.key(block));
    }

    void put(long block) {
      memory.put(FakeEngine.key(block), volume.block(block));
    }
  }

  /** A pane over volumes, the finest first. */
  LevelsPane(
      List<TestVolume> volumes,
      List<long[]> downsampling,
      Function<TestVolume, FakeEngine> engines,
      ReadAhead readAhead) {
    List<LevelCells> cells = new ArrayList<>();
    for (int n = 0; n < volumes.size(); n++) {
      TestVolume volume = volumes.get(n);
      rungs.add(new Rung(n, volume, downsampling.get(n), engines.apply(volume)));
      cells.add(new LevelCells(rungs.get(n).cells, downsampling.get(n)));
    }
    renderer =
        new SliceRenderer(
            cells,
            volumes.getFirst().description(),
            new SlicePlanes(SlicePlanes.MOST_BYTES),
            () -> 0,
            () -> readAhead);
  }

  /** The same shape at half, a quarter … the size; blocks of the same size. */
  static LevelsPane halved(
      int levels, long[] shape, long[] block, Function<TestVolume, FakeEngine> engines) {
    List<TestVolume> volumes = new ArrayList<>();
    List<long[]> scales = new ArrayList<>();
    for (int n = 0; n < levels; n++) {
      long d = 1L << n;
      long[] size = Arrays.stream(shape).map(s -> Math.ceilDiv(s, d)).toArray();
      TestVolume plain = TestVolume.whole("zyx", DType.UINT8, size, block);
      volumes.add(new Salted(plain.local(), n));
      scales.add(new long[] {d, d, d});
    }
    return new LevelsPane(volumes, scales, engines, ReadAhead.OFF);
  }

  /** Any small volume of several levels: axes in any order, sizes rounded up or down. */
  static LevelsPane random(Random random, Function<TestVolume, FakeEngine> engines) {
    TestVolume finest = TestVolume.random(random, 2 + random.nextInt(3), DType.UINT8);
    List<TestVolume> volumes = new ArrayList<>(List.of(new Salted(finest.local(), 0)));
    long[] scale = new long[finest.local().axes().rank()];
    Arrays.fill(scale, 1);
    List<long[]> scales = new ArrayList<>(List.of(scale.clone()));
    int levels = 1 + random.nextInt(4);
    for (int n = 1; n < levels; n++) {
      for (int d = 0; d < scale.length; d++) {
        scale[d] += random.nextInt(3);
      }
      List<Integer> order = new ArrayList<>();
      for (int d = 0; d < scale.length; d++) {
        order.add(d);
      }
      Collections.shuffle(order, random);
      volumes.add(coarser(random, n, finest.local(), scale, order));
      scales.add(order.stream().mapToLong(d -> scale[d]).toArray());
    }
    return new LevelsPane(volumes, scales, engines, ReadAhead.OFF);
  }

  private static TestVolume coarser(
      Random random, int number, LocalFileset finest, long[] scale, List<Integer> order) {
    int rank = scale.length;
    StringBuilder axes = new StringBuilder();
    long[] shape = new long[rank];
    long[] block = new long[rank];
    long[] origin = new long[rank];
    long[] view = new long[rank];
    for (int d = 0; d < rank; d++) {
      int from = order.get(d);
      axes.append(finest.axes().get(from).letter());
      long whole = finest.viewShape()[from];
      long up = Math.ceilDiv(whole, scale[from]);
      view[d] = random.nextBoolean() ? up : Math.max(1, whole / scale[from]);
      block[d] = 1 + random.nextInt(6);
      origin[d] = random.nextInt(3);
      shape[d] = origin[d] * block[d] + view[d] + random.nextInt(4);
    }
    TestVolume plain = TestVolume.of(axes.toString(), DType.UINT8, shape, block, origin, view);
    return new Salted(plain.local(), number);
  }

  SlicePicture render(SliceView view) {
    return renderer
        .render(view, Display.of(rungs.getFirst().volume.description()), () -> false)
        .orElseThrow();
  }

  @Override
  public void close() {
    renderer.close();
    rungs.forEach(rung -> rung.cells.close());
  }

  /** A volume whose voxels differ from those of the other levels. */
  private static final class Salted extends TestVolume {
    private final int salt;

    Salted(LocalFileset local, int salt) {
      super(local);
      this.salt = salt;
    }

    @Override
    public long bits(long... stored) {
      return super.bits(stored) + 41L * salt;
    }
  }
}

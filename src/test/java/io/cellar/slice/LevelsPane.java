package io.cellar.slice;

import io.cellar.cell.CellCache;
import io.cellar.cell.FakeEngine;
import io.cellar.cell.TestVolume;
import io.cellar.cell.VolatileCells;
import io.cellar.slice.SliceRenderer.LevelCells;
import io.cellar.slice.draw.Display;
import io.cellar.slice.geometry.SliceView;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axis;
import io.cellar.volume.AxisMap;
import io.cellar.volume.DType;
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
    final List<AxisMap> toFinest;
    final FakeEngine engine;
    final CellCache memory = new CellCache(64 << 20);
    final VolatileCells cells;

    Rung(int number, TestVolume volume, List<AxisMap> toFinest, FakeEngine engine) {
      this.volume = volume;
      this.toFinest = toFinest;
      this.engine = engine;
      this.cells = new VolatileCells(FakeEngine.source(engine, volume, number, memory));
    }

    /** The voxel of a level of whole factors over a position of the finest one, the slow way. */
    long[] voxel(ArrayGeometry finest, long[] position) {
      long[] voxel = new long[position.length];
      for (int d = 0; d < voxel.length; d++) {
        Axis axis = volume.geometry().axes().get(d);
        long at = position[finest.axes().indexOf(axis)] / (long) toFinest.get(d).scale();
        voxel[d] = Math.min(at, volume.geometry().viewShape()[d] - 1);
      }
      return voxel;
    }

    /** The block that holds a voxel of the level's view. */
    long block(long[] voxel) {
      long[] stored = voxel.clone();
      for (int d = 0; d < stored.length; d++) {
        stored[d] += volume.geometry().viewOrigin()[d];
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
      List<List<AxisMap>> toFinest,
      Function<TestVolume, FakeEngine> engines,
      ReadAhead readAhead) {
    List<LevelCells> cells = new ArrayList<>();
    for (int n = 0; n < volumes.size(); n++) {
      TestVolume volume = volumes.get(n);
      rungs.add(new Rung(n, volume, toFinest.get(n), engines.apply(volume)));
      cells.add(new LevelCells(rungs.get(n).cells, toFinest.get(n)));
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
    List<List<AxisMap>> scales = new ArrayList<>();
    for (int n = 0; n < levels; n++) {
      long d = 1L << n;
      long[] size = Arrays.stream(shape).map(s -> Math.ceilDiv(s, d)).toArray();
      TestVolume plain = TestVolume.whole("zyx", DType.UINT8, size, block);
      volumes.add(new Salted(plain.geometry(), n));
      scales.add(AxisMap.scaled(d, d, d));
    }
    return new LevelsPane(volumes, scales, engines, ReadAhead.OFF);
  }

  /** Any small volume of several levels: axes in any order, sizes rounded up or down. */
  static LevelsPane random(Random random, Function<TestVolume, FakeEngine> engines) {
    TestVolume finest = TestVolume.random(random, 2 + random.nextInt(3), DType.UINT8);
    List<TestVolume> volumes = new ArrayList<>(List.of(new Salted(finest.geometry(), 0)));
    long[] scale = new long[finest.geometry().axes().rank()];
    Arrays.fill(scale, 1);
    List<List<AxisMap>> scales = new ArrayList<>(List.of(AxisMap.scaled(scale)));
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
      volumes.add(coarser(random, n, finest.geometry(), scale, order));
      scales.add(AxisMap.scaled(order.stream().mapToLong(d -> scale[d]).toArray()));
    }
    return new LevelsPane(volumes, scales, engines, ReadAhead.OFF);
  }

  private static TestVolume coarser(
      Random random, int number, ArrayGeometry finest, long[] scale, List<Integer> order) {
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
    return new Salted(plain.geometry(), number);
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

    Salted(ArrayGeometry local, int salt) {
      super(local);
      this.salt = salt;
    }

    @Override
    public long bits(long... stored) {
      return super.bits(stored) + 41L * salt;
    }
  }
}

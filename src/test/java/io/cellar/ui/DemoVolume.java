package io.cellar.ui;

import io.cellar.cell.CellCache;
import io.cellar.cell.CellSource;
import io.cellar.cell.VolatileCells;
import io.cellar.engine.SourceMode;
import io.cellar.slice.SliceRenderer;
import io.cellar.store.Coverage;
import io.cellar.store.MapCoverage;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axes;
import io.cellar.volume.Block;
import io.cellar.volume.BlockEncoding;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.BlockKey;
import io.cellar.volume.CacheLayout;
import io.cellar.volume.DType;
import io.cellar.volume.Level;
import io.cellar.volume.MultiLevelVolume;
import io.cellar.volume.Origin;
import io.cellar.volume.PythonFormat;
import io.cellar.volume.RemoteVolume;
import io.cellar.volume.Roi;
import io.cellar.volume.VolumeDescription;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntUnaryOperator;
import java.util.function.LongFunction;

/** A volume for the window over a {@link DemoEngine}. */
public final class DemoVolume implements OpenVolume {
  private final VolumeDescription description;
  private final CellCache memory = new CellCache(256L << 20);
  private final Coverage coverage;
  private final DemoEngine engine;
  private final List<String> notes;
  private final List<VolatileCells> cells = new CopyOnWriteArrayList<>();
  private final List<Long> forgotten = new CopyOnWriteArrayList<>();
  private final List<Long> fetched = new CopyOnWriteArrayList<>();
  private volatile boolean closed;
  private volatile SourceMode begunIn;

  private static final CacheLayout LAYOUT =
      new CacheLayout(
          "demo",
          Path.of("/home/someone/volumes/demo/blocks-64x64x64"),
          PythonFormat.parse("block-{roiString}.h5"),
          "/data",
          BlockEncoding.PLAIN);

  private DemoVolume(VolumeDescription description, LongFunction<Block> blocks) {
    this(description, blocks, List.of());
  }

  private DemoVolume(
      VolumeDescription description, LongFunction<Block> blocks, List<String> notes) {
    this.description = description;
    this.notes = notes;
    BlockGrid grid = description.geometry().grid();
    this.coverage = new MapCoverage(grid);
    this.engine = new DemoEngine(blocks, coverage);
  }

  /** 256 x 512 x 512 voxels of 8 nm with a pattern like cells. */
  public static DemoVolume tissue() {
    ArrayGeometry local =
        local("zyx", DType.UINT8, new long[] {256, 512, 512}, new long[] {64, 64, 64});
    RemoteVolume remote =
        new RemoteVolume(
            "",
            local.axes(),
            Optional.of(DType.UINT8),
            local.shape(),
            new long[3],
            PythonFormat.parse(
                "http://volumes.example/tissue/{x_start}-{x_stop}_{y_start}-{y_stop}_{z_start}-{z_stop}"),
            "/data");
    VolumeDescription description =
        new VolumeDescription(
            "tissue",
            local,
            LAYOUT,
            Optional.of(remote),
            Optional.empty(),
            List.of(8.0, 8.0, 8.0),
            "nm");
    BlockGrid grid = local.grid();
    return new DemoVolume(description, i -> DemoTissue.block(grid.roi(i)));
  }

  /** What lies in files of the user's own, with things to note of it. */
  public static DemoVolume own(String... notes) {
    ArrayGeometry local =
        local("zyx", DType.UINT8, new long[] {64, 128, 128}, new long[] {64, 64, 64});
    VolumeDescription description =
        new VolumeDescription(
            "own",
            local,
            LAYOUT,
            Optional.of(new OwnFiles(local.axes())),
            Optional.empty(),
            List.of(),
            "");
    BlockGrid grid = local.grid();
    return new DemoVolume(description, i -> ramp(DType.UINT8, grid.roi(i)), List.of(notes));
  }

  /** Files of the user's own, whose own coordinates begin at 1000. */
  private record OwnFiles(Axes axes) implements Origin {
    @Override
    public String address() {
      return "/home/someone/own.zarr";
    }

    @Override
    public String format() {
      return "OME-Zarr 0.4";
    }

    @Override
    public boolean isLocal() {
      return true;
    }

    @Override
    public long[] originOffset() {
      long[] offset = new long[axes.rank()];
      Arrays.fill(offset, 1000);
      return offset;
    }
  }

  /** Any axes: values are ramps along the axes. */
  public static DemoVolume ramps(String axes, DType dtype, long[] shape, long[] block) {
    return named("ramps", axes, dtype, shape, block);
  }

  /** The same under any name. */
  public static DemoVolume named(
      String name, String axes, DType dtype, long[] shape, long[] block) {
    ArrayGeometry local = local(axes, dtype, shape, block);
    VolumeDescription description =
        new VolumeDescription(
            name, local, LAYOUT, Optional.empty(), Optional.empty(), List.of(), "");
    BlockGrid grid = local.grid();
    return new DemoVolume(description, i -> ramp(dtype, grid.roi(i)));
  }

  /** Bytes that are all the same. */
  public static DemoVolume uniform(int value) {
    return bytes("uniform", at -> value);
  }

  /** Zeros, and one voxel in a thousand of another value. */
  public static DemoVolume dots(int value) {
    return bytes("dots", at -> at % 1009 == 0 ? value : 0);
  }

  private static DemoVolume bytes(String name, IntUnaryOperator voxel) {
    ArrayGeometry local =
        local("zyx", DType.UINT8, new long[] {128, 128, 128}, new long[] {64, 64, 64});
    VolumeDescription description =
        new VolumeDescription(
            name, local, LAYOUT, Optional.empty(), Optional.empty(), List.of(), "");
    BlockGrid grid = local.grid();
    return new DemoVolume(
        description,
        i -> {
          Block block = Block.zeros(DType.UINT8, grid.roi(i).shape());
          for (int at = 0; at < block.length(); at++) {
            set(block.values(), at, voxel.applyAsInt(at));
          }
          return block;
        });
  }

  private static ArrayGeometry local(String axes, DType dtype, long[] shape, long[] block) {
    return new ArrayGeometry(Axes.parse(axes), dtype, shape, block, new long[shape.length], shape);
  }

  private static Block ramp(DType dtype, Roi roi) {
    Block block = Block.zeros(dtype, roi.shape());
    long[] at = roi.start();
    for (int i = 0; i < block.length(); i++) {
      long value = 0;
      for (long a : at) {
        value = value * 3 + a;
      }
      set(block.values(), i, value);
      for (int d = at.length - 1; d >= 0 && ++at[d] == roi.stop(d) && d > 0; d--) {
        at[d] = roi.start(d);
      }
    }
    return block;
  }

  private static void set(Object values, int i, long value) {
    switch (values) {
      case byte[] a -> a[i] = (byte) value;
      case short[] a -> a[i] = (short) value;
      case int[] a -> a[i] = (int) value;
      case long[] a -> a[i] = value;
      case float[] a -> a[i] = value / 10f;
      case double[] a -> a[i] = value / 10.0;
      default -> throw new IllegalArgumentException("no voxels: " + values.getClass());
    }
  }

  public DemoEngine engine() {
    return engine;
  }

  public List<Long> forgotten() {
    return List.copyOf(forgotten);
  }

  public List<Long> fetched() {
    return List.copyOf(fetched);
  }

  public boolean isClosed() {
    return closed;
  }

  @Override
  public MultiLevelVolume levels() {
    MultiLevelVolume volume = MultiLevelVolume.of(description);
    return new MultiLevelVolume(volume.name(), volume.levels(), notes);
  }

  @Override
  public String location() {
    return "/home/someone/volumes/" + description.name() + "/description.json";
  }

  @Override
  public Optional<Level> level(int fileset) {
    return fileset == DemoEngine.FILESET ? Optional.of(levels().coarsest()) : Optional.empty();
  }

  @Override
  public Coverage coverage(int level) {
    return coverage;
  }

  @Override
  public SliceRenderer newRenderer() {
    VolatileCells pane =
        new VolatileCells(
            new CellSource(engine, DemoEngine.FILESET, "demo", description.geometry(), 0, memory));
    cells.add(pane);
    return new SliceRenderer(pane, description);
  }

  @Override
  public CacheFigures figures() {
    return new CacheFigures(
        memory.count(),
        memory.bytes(),
        memory.maxBytes(),
        coverage.count(Coverage.State.AVAILABLE),
        engine.bytes(),
        412L << 30);
  }

  @Override
  public Set<String> hosts() {
    return description.isRemote() ? Set.of("http://volumes.example:80") : Set.of();
  }

  @Override
  public SourceMode sourceMode() {
    return engine.mode(DemoEngine.FILESET);
  }

  @Override
  public Set<SourceMode> sourceModes() {
    return description.isOriginal() ? Set.of(SourceMode.CACHE_ONLY) : Set.of(SourceMode.values());
  }

  @Override
  public void sourceMode(SourceMode next) {
    engine.mode(DemoEngine.FILESET, next);
  }

  @Override
  public void retry(BlockKey block) {
    engine.retry(block);
    cells.forEach(c -> c.retry(block.index()));
  }

  @Override
  public void fetch(BlockKey block) {
    fetched.add(block.index());
  }

  @Override
  public void forget(BlockKey block) {
    forgotten.add(block.index());
  }

  @Override
  public void begin() {
    begunIn = sourceMode();
  }

  /** Where blocks came from when it was put on show. */
  public SourceMode begunIn() {
    return begunIn;
  }

  @Override
  public void close() {
    closed = true;
    engine.close();
  }
}

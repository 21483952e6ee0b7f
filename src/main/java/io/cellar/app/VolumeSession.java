package io.cellar.app;

import io.cellar.cell.CachedCellImg;
import io.cellar.cell.CellMemory;
import io.cellar.cell.CellSource;
import io.cellar.cell.ReadOptions;
import io.cellar.cell.RoiReader;
import io.cellar.cell.VolatileCells;
import io.cellar.download.BlockEngine;
import io.cellar.download.DownloadEngine;
import io.cellar.download.SourceMode;
import io.cellar.download.bulk.BulkFetch;
import io.cellar.download.bulk.FetchOptions;
import io.cellar.download.bulk.FetchTarget;
import io.cellar.store.FilesetStore;
import io.cellar.volume.Level;
import io.cellar.volume.Roi;
import io.cellar.volume.VolumeDescription;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One open level of a volume: its store, its number in the engine, and the ways to its voxels.
 * Thread-safe.
 *
 * <p>Readers and cells made here must be closed before the session is.
 */
public final class VolumeSession implements AutoCloseable {
  private final Level level;
  private final VolumeDescription description;
  private final FilesetStore store;
  private final DownloadEngine engine;
  private final CellSource source;
  private final Optional<String> host;
  private final Set<SourceMode> modes;

  VolumeSession(
      Level level,
      FilesetStore store,
      DownloadEngine engine,
      CellMemory memory,
      int fileset,
      Optional<String> host) {
    this.host = host;
    this.level = level;
    this.description = level.volume();
    this.store = store;
    this.engine = engine;
    this.source =
        new CellSource(
            engine, fileset, store.name(), description.geometry(), level.number(), memory);
    this.modes = modes(engine.mode(fileset));
  }

  /** Which level it is. */
  public Level level() {
    return level;
  }

  /** The level as a volume of its own. */
  public VolumeDescription description() {
    return description;
  }

  /** The number that the level's block keys carry. */
  public int fileset() {
    return source.fileset();
  }

  /** The host that its blocks come from; empty without a source. */
  public Optional<String> host() {
    return host;
  }

  public FilesetStore store() {
    return store;
  }

  public BlockEngine engine() {
    return engine;
  }

  /** Where it may be chosen that blocks come from. */
  public Set<SourceMode> sourceModes() {
    return modes;
  }

  /** Where its blocks come from now. */
  public SourceMode sourceMode() {
    return engine.mode(source.fileset());
  }

  /**
   * Chooses where its blocks come from, at once.
   *
   * @throws IllegalArgumentException if the mode cannot be chosen
   */
  public void sourceMode(SourceMode mode) {
    engine.mode(source.fileset(), mode);
  }

  /** What begins without a source never has one. */
  private static Set<SourceMode> modes(SourceMode first) {
    return first == SourceMode.CACHE_ONLY
        ? Set.of(SourceMode.CACHE_ONLY)
        : Set.copyOf(EnumSet.allOf(SourceMode.class));
  }

  /** Cells for one pane; never blocks. To be closed by whoever asked for them. */
  public VolatileCells cells() {
    return new VolatileCells(source);
  }

  /** Reads boxes and waits for them. */
  public RoiReader reader(ReadOptions options) {
    return new RoiReader(source, options);
  }

  /**
   * Begins to fetch what is missing of a box.
   *
   * @param view the box in view coordinates
   */
  public BulkFetch fetch(String name, Roi view, FetchOptions options) {
    return fetch(name, List.of(target(view)), options);
  }

  /** Begins to fetch what is missing of regions, be they of this level or others. */
  BulkFetch fetch(String name, List<FetchTarget> targets, FetchOptions options) {
    return BulkFetch.start(engine, engine.time(), name, targets, options);
  }

  /**
   * A region of this level.
   *
   * @param view in the level's view coordinates
   */
  FetchTarget target(Roi view) {
    return new FetchTarget(
        source.fileset(), store, level.number(), description.geometry().toStored(view));
  }

  /** The view as an imglib2 image that loads what is missing while the caller waits. */
  public CachedCellImg<?, ?> image() {
    return CachedCellImg.open(source, BlockEngine.WITHOUT_END);
  }

  /** Cancels what this volume asked for, finishes its accepted writes, saves its coverage. */
  @Override
  public void close() {
    engine.release(source.fileset());
    source.memory().dropFileset(source.fileset());
    store.close();
  }
}

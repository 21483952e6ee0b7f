package io.cellar.session;

import io.cellar.cell.CachedCellImg;
import io.cellar.cell.CellCache;
import io.cellar.cell.CellSource;
import io.cellar.cell.ReadOptions;
import io.cellar.cell.RoiReader;
import io.cellar.cell.VolatileCells;
import io.cellar.engine.BlockEngine;
import io.cellar.engine.DownloadEngine;
import io.cellar.engine.EngineTime;
import io.cellar.engine.SourceMode;
import io.cellar.store.BlockReader;
import io.cellar.store.Coverage;
import io.cellar.store.FilesetStore;
import io.cellar.volume.BlockKey;
import io.cellar.volume.Level;
import io.cellar.volume.VolumeDescription;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import net.imglib2.type.NativeType;

/**
 * One open level of a volume: its blocks, its number in the engine, and the ways to its voxels.
 * Thread-safe.
 *
 * <p>Readers and cells made here must be closed before the session is.
 */
public final class VolumeSession implements AutoCloseable {
  private final Level level;
  private final VolumeDescription description;
  private final BlockReader blocks;
  private final Optional<FilesetStore> cache;
  private final DownloadEngine engine;
  private final CellSource source;
  private final Optional<String> host;
  private final Set<SourceMode> modes;

  VolumeSession(
      Level level,
      BlockReader blocks,
      Optional<FilesetStore> cache,
      DownloadEngine engine,
      CellCache memory,
      int fileset,
      Optional<String> host) {
    this.host = host;
    this.level = level;
    this.description = level.volume();
    this.blocks = blocks;
    this.cache = cache;
    this.engine = engine;
    this.source =
        new CellSource(
            engine, fileset, blocks.name(), description.geometry(), level.number(), memory);
    this.modes =
        description.isComputed()
            ? Set.of(SourceMode.ONLINE) // from this computer, so that there is nothing to choose
            : modes(engine.mode(fileset));
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

  /** Its blocks that are on this computer: those in the cache, or the user's own files. */
  public BlockReader blocks() {
    return blocks;
  }

  /** Where its blocks are kept; empty for files of the user's own, which are never changed. */
  public Optional<FilesetStore> cache() {
    return cache;
  }

  public DownloadEngine engine() {
    return engine;
  }

  /** The engine's clock. */
  public EngineTime time() {
    return engine.time();
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

  /**
   * Lets be asked for again what could not be had, as if it had just been opened: so does whoever
   * opens it besides. A source that is to be refreshed, or may not be asked, stays so.
   */
  void tryAnew() {
    if (sourceMode() == SourceMode.ONLINE) {
      sourceMode(SourceMode.ONLINE);
    }
    for (long index : blocks.coverage().all(Coverage.State.FAILED)) {
      engine.retry(new BlockKey(fileset(), index));
    }
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
    return new RoiReader(source, blocks, options);
  }

  /**
   * The view as an imglib2 image that loads what is missing while the caller waits, dimensions in
   * imglib2's order: the last axis first.
   */
  public CachedCellImg<?, ?> image() {
    return CachedCellImg.open(source, BlockEngine.WITHOUT_END);
  }

  /**
   * The same with a known type.
   *
   * @param type a variable of imglib2's type for the dtype
   * @throws IllegalArgumentException if the dtype is another one
   */
  public <T extends NativeType<T>> CachedCellImg<T, ?> image(T type) {
    return CachedCellImg.open(source, BlockEngine.WITHOUT_END, type);
  }

  /** Cancels what this volume asked for, finishes its accepted writes, saves its coverage. */
  @Override
  public void close() {
    engine.release(source.fileset());
    source.memory().dropFileset(source.fileset());
    blocks.close();
  }
}

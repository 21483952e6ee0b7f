package io.cellar.app;

import io.cellar.cell.CellCache;
import io.cellar.cell.VolatileCells;
import io.cellar.engine.SourceMode;
import io.cellar.input.Redaction;
import io.cellar.job.work.OpenedVolume;
import io.cellar.session.CoarseLevel;
import io.cellar.session.LevelSessions;
import io.cellar.session.SingleBlocks;
import io.cellar.session.VolumeSession;
import io.cellar.slice.PlaneBudget;
import io.cellar.slice.ReadAhead;
import io.cellar.slice.SliceRenderer;
import io.cellar.slice.SliceRenderer.LevelCells;
import io.cellar.source.AllowedHosts;
import io.cellar.store.Coverage;
import io.cellar.store.StoreException;
import io.cellar.ui.CacheFigures;
import io.cellar.ui.OpenVolume;
import io.cellar.volume.BlockKey;
import io.cellar.volume.Level;
import io.cellar.volume.MultiLevelVolume;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open volume as the window sees it. What touches the disk is done on the background executor.
 * Closing it ends what the window asked for; whoever else holds the same sessions goes on.
 */
final class WindowVolume implements OpenVolume {
  private static final Logger LOG = LoggerFactory.getLogger(WindowVolume.class);

  private final LevelSessions sessions;
  private final CoarseLevel coarse;
  private final String location;
  private final String sha256;
  private final AllowedHosts hosts;
  private final Optional<String> onlyIn;
  private final CellCache memory;
  private final PlaneBudget planes;

  /** One for each level that is kept in a cache. */
  private final List<DiskFigures> disk;

  /** Those of renderers that somebody still has; closed at the end, whoever has forgotten to. */
  private final Set<VolatileCells> cells =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private final SingleBlocks singles;
  private final Executor background;
  private final Supplier<ReadAhead> readAhead;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean begun;

  WindowVolume(
      LevelSessions sessions,
      String location,
      CellCache memory,
      PlaneBudget planes,
      Executor background,
      Supplier<ReadAhead> readAhead,
      String sha256,
      AllowedHosts hosts,
      Optional<String> onlyIn) {
    this.sha256 = sha256;
    this.hosts = hosts;
    this.onlyIn = onlyIn;
    this.readAhead = readAhead;
    this.planes = planes;
    this.sessions = sessions;
    this.location = location;
    this.memory = memory;
    this.disk =
        sessions.sessions().stream()
            .flatMap(s -> s.cache().stream())
            .map(store -> new DiskFigures(store, background))
            .toList();
    this.singles = new SingleBlocks(sessions.finest().engine(), location, memory);
    this.coarse = CoarseLevel.of(sessions, memory);
    this.background = background;
  }

  @Override
  public MultiLevelVolume levels() {
    return sessions.volume();
  }

  @Override
  public Optional<Level> level(int fileset) {
    return sessions.byFileset(fileset).map(VolumeSession::level);
  }

  @Override
  public String location() {
    return location;
  }

  @Override
  public Optional<String> onlyIn() {
    return onlyIn.map(Redaction::address);
  }

  /**
   * As jobs have it; not to be closed.
   *
   * @throws IllegalArgumentException if there is nothing to fetch
   */
  OpenedVolume forJobs() {
    if (!description().isRemote()) {
      throw new IllegalArgumentException(
          "its blocks come from this computer only, there is nothing to fetch: "
              + Redaction.address(location));
    }
    return new OpenedVolume(location, sha256, sessions, hosts);
  }

  @Override
  public Coverage coverage(int level) {
    return sessions.sessions().get(level).blocks().coverage();
  }

  @Override
  public void begin() {
    begun = true;
    fetchCoarsest();
  }

  private void fetchCoarsest() {
    background.execute(coarse::fetchMissing);
  }

  @Override
  public SliceRenderer newRenderer() {
    List<LevelCells> levels =
        sessions.sessions().stream()
            .map(s -> new LevelCells(s.cells(), s.level().toFinest()))
            .toList();
    levels.forEach(level -> cells.add(level.cells()));
    return new SliceRenderer(levels, description(), planes, readAhead);
  }

  @Override
  public CacheFigures figures() {
    return new CacheFigures(
        memory.count(),
        memory.bytes(),
        memory.maxBytes(),
        disk.stream().mapToLong(DiskFigures::blocks).sum(),
        disk.stream().mapToLong(DiskFigures::bytes).sum(),
        disk.isEmpty() ? -1 : disk.getFirst().free());
  }

  @Override
  public Set<String> hosts() {
    return sessions.sessions().stream()
        .map(VolumeSession::host)
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }

  @Override
  public SourceMode sourceMode() {
    return sessions.sourceMode();
  }

  @Override
  public Set<SourceMode> sourceModes() {
    return sessions.sourceModes();
  }

  @Override
  public void sourceMode(SourceMode mode) {
    sessions.sourceMode(mode);
    if (begun && mode != SourceMode.CACHE_ONLY) {
      fetchCoarsest();
    }
  }

  @Override
  public void retry(BlockKey block) {
    sessions.finest().engine().retry(block);
  }

  @Override
  public void fetch(BlockKey block) {
    sessions.byFileset(block.fileset()).ifPresent(session -> singles.fetch(session, block));
  }

  @Override
  public void forget(BlockKey block) {
    sessions
        .byFileset(block.fileset())
        .ifPresent(session -> background.execute(() -> forget(session, block)));
  }

  private void forget(VolumeSession session, BlockKey block) {
    try {
      if (session.cache().isPresent()) {
        session.cache().get().forget(block.index());
        memory.drop(block);
      }
    } catch (StoreException e) {
      LOG.warn(
          "block {} of {} was not forgotten: {}",
          block,
          Redaction.address(location),
          e.getMessage());
    }
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      background.execute(
          () -> {
            singles.close();
            coarse.close();
            List<VolatileCells> left;
            synchronized (cells) {
              left = List.copyOf(cells);
            }
            left.forEach(VolatileCells::close);
            sessions.close();
          });
    }
  }
}

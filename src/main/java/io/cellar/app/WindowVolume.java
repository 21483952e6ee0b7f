package io.cellar.app;

import io.cellar.cell.CellMemory;
import io.cellar.download.ReadAhead;
import io.cellar.slice.SliceRenderer;
import io.cellar.store.Coverage;
import io.cellar.store.StoreException;
import io.cellar.ui.CacheFigures;
import io.cellar.ui.OpenVolume;
import io.cellar.ui.Prefetches;
import io.cellar.ui.SourceMode;
import io.cellar.volume.BlockKey;
import io.cellar.volume.VolumeDescription;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An open volume as the window sees it. What touches the disk is done on the background executor.
 */
final class WindowVolume implements OpenVolume {
  private static final Logger LOG = LoggerFactory.getLogger(WindowVolume.class);

  private final LevelSessions sessions;
  private final VolumeSession session;
  private final String location;
  private final CellMemory memory;
  private final DiskFigures disk;
  private final WindowPrefetches prefetches;
  private final Executor background;
  private final ReadAhead readAhead;
  private final AtomicBoolean closed = new AtomicBoolean();

  WindowVolume(
      LevelSessions sessions,
      String location,
      CellMemory memory,
      Executor background,
      ReadAhead readAhead) {
    this.readAhead = readAhead;
    this.sessions = sessions;
    this.session = sessions.finest();
    this.location = location;
    this.memory = memory;
    this.disk = new DiskFigures(session.store(), background);
    this.prefetches = new WindowPrefetches(session);
    this.background = background;
  }

  @Override
  public VolumeDescription description() {
    return session.description();
  }

  @Override
  public String location() {
    return location;
  }

  @Override
  public int fileset() {
    return session.fileset();
  }

  @Override
  public Coverage coverage() {
    return session.store().coverage();
  }

  @Override
  public SliceRenderer newRenderer() {
    return new SliceRenderer(session.cells(), session.description(), readAhead);
  }

  @Override
  public CacheFigures figures() {
    return new CacheFigures(
        memory.count(),
        memory.bytes(),
        memory.maxBytes(),
        disk.blocks(),
        disk.bytes(),
        disk.free());
  }

  @Override
  public SourceMode sourceMode() {
    return description().remote().isPresent() ? SourceMode.ONLINE : SourceMode.CACHE_ONLY;
  }

  @Override
  public Set<SourceMode> sourceModes() {
    return Set.of(sourceMode());
  }

  @Override
  public void sourceMode(SourceMode mode) {
    if (mode != sourceMode()) {
      throw new IllegalArgumentException(location + " cannot be used in mode " + mode);
    }
  }

  @Override
  public void retry(long block) {
    session.engine().retry(new BlockKey(session.fileset(), block));
  }

  @Override
  public void forget(long block) {
    background.execute(
        () -> {
          try {
            session.store().forget(block);
            memory.drop(new BlockKey(session.fileset(), block));
          } catch (StoreException e) {
            LOG.warn("block {} of {} was not forgotten: {}", block, location, e.getMessage());
          }
        });
  }

  @Override
  public Prefetches prefetches() {
    return prefetches;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      background.execute(
          () -> {
            prefetches.close();
            sessions.close();
          });
    }
  }
}

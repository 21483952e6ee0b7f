package io.cellar.session;

import io.cellar.cell.CellCache;
import io.cellar.cell.VolatileCells;
import io.cellar.engine.Priority;
import io.cellar.store.Coverage;
import io.cellar.store.FilesetStore;
import io.cellar.volume.ArrayGeometry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the coarsest level of a volume in memory when it is small, and fetches it after everything
 * that is visible: wherever one jumps then, something is seen at once.
 */
public final class CoarseLevel implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(CoarseLevel.class);

  /** A level of more blocks is not fetched unasked. */
  private static final long MOST_BLOCKS = 512;

  /** It may take this share of the memory for cells. */
  private static final int SHARE = 8;

  /**
   * Levels that are computed on the way to it may take this share of what is free on their disk.
   */
  private static final int DISK_SHARE = 10;

  private final VolatileCells cells;
  private final boolean kept;
  private final List<FilesetStore> computed;
  private final Runnable unpin;
  private final AtomicBoolean closed = new AtomicBoolean();

  private CoarseLevel(
      VolatileCells cells, boolean kept, List<FilesetStore> computed, Runnable unpin) {
    this.cells = cells;
    this.kept = kept;
    this.computed = computed;
    this.unpin = unpin;
  }

  /** Has room for the coarsest level, if there are several and it is small enough. */
  public static CoarseLevel of(LevelSessions sessions, CellCache memory) {
    VolumeSession coarsest = sessions.sessions().getLast();
    boolean kept =
        sessions.sessions().size() > 1
            && memory.pin(coarsest.fileset(), bytes(coarsest.description().geometry()), SHARE);
    List<FilesetStore> computed =
        sessions.sessions().stream()
            .filter(session -> session.description().isComputed())
            .flatMap(session -> session.cache().stream())
            .toList();
    Runnable unpin = kept ? () -> memory.unpin(coarsest.fileset()) : () -> {};
    return new CoarseLevel(coarsest.cells(), kept, computed, unpin);
  }

  private static long bytes(ArrayGeometry array) {
    double bytes = array.dtype().bytes();
    for (long n : array.viewShape()) {
      bytes *= n;
    }
    return (long) Math.min(bytes, Long.MAX_VALUE / 2.0);
  }

  /**
   * Asks for what is not in memory, if the level is kept there and, where it is computed, the disk
   * has ample room for what is computed with it. Looks at the disk.
   */
  public void fetchMissing() {
    ArrayGeometry array = cells.geometry();
    if (kept && array.grid().countIn(array.storedView()) <= MOST_BLOCKS && hasRoom()) {
      array
          .grid()
          .forEachIn(
              array.storedView(),
              index -> {
                var ignored = cells.get(index, Priority.nearby(cells.level(), index));
              });
    }
  }

  private boolean hasRoom() {
    double missing = 0;
    for (FilesetStore store : computed) {
      double share =
          store.coverage().count(Coverage.State.AVAILABLE) / (double) store.grid().count();
      missing += bytes(store.geometry()) * Math.max(0, 1 - share);
    }
    if (missing == 0) {
      return true;
    }
    Path folder = computed.getFirst().layout().root();
    while (folder != null && !Files.exists(folder)) {
      folder = folder.getParent();
    }
    try {
      return folder != null
          && missing <= Files.getFileStore(folder).getUsableSpace() / (double) DISK_SHARE;
    } catch (IOException e) {
      LOG.debug("free space of {} is not known", folder, e);
      return false;
    }
  }

  /** Gives up what has not come, and what others do not want kept. May be called twice. */
  @Override
  public void close() {
    cells.close();
    if (closed.compareAndSet(false, true)) {
      unpin.run();
    }
  }
}

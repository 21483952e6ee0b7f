package io.cellar.app;

import io.cellar.cell.CellMemory;
import io.cellar.cell.VolatileCells;
import io.cellar.download.Priority;
import io.cellar.volume.LocalFileset;

/**
 * Keeps the coarsest level of a volume in memory when it is small, and fetches it when the volume
 * is opened, after everything that is visible: wherever one jumps then, something is seen at once.
 */
final class CoarseLevel implements AutoCloseable {
  /** A level of more blocks is not fetched unasked. */
  private static final long MOST_BLOCKS = 512;

  /** It may take this share of the memory for cells. */
  private static final int SHARE = 8;

  private final VolatileCells cells;

  private CoarseLevel(VolatileCells cells) {
    this.cells = cells;
  }

  /** Begins to keep the coarsest level, if there are several and it is small enough. */
  static CoarseLevel of(LevelSessions sessions, CellMemory memory) {
    VolumeSession coarsest = sessions.sessions().getLast();
    CoarseLevel level = new CoarseLevel(coarsest.cells());
    if (sessions.sessions().size() > 1 && memory.pin(coarsest.fileset(), bytes(coarsest), SHARE)) {
      level.fetch(coarsest.description().local());
    }
    return level;
  }

  private static long bytes(VolumeSession session) {
    double bytes = session.description().dtype().bytes();
    for (long n : session.description().viewShape()) {
      bytes *= n;
    }
    return (long) Math.min(bytes, Long.MAX_VALUE / 2.0);
  }

  private void fetch(LocalFileset local) {
    if (local.grid().countIn(local.storedView()) <= MOST_BLOCKS) {
      local
          .grid()
          .forEachIn(
              local.storedView(),
              index -> {
                var ignored = cells.get(index, Priority.nearby(cells.level(), index));
              });
    }
  }

  /** Gives up what has not come. */
  @Override
  public void close() {
    cells.close();
  }
}

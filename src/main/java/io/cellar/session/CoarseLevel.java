package io.cellar.session;

import io.cellar.cell.CellCache;
import io.cellar.cell.VolatileCells;
import io.cellar.engine.Priority;
import io.cellar.volume.ArrayGeometry;

/**
 * Keeps the coarsest level of a volume in memory when it is small, and fetches it after everything
 * that is visible: wherever one jumps then, something is seen at once.
 */
public final class CoarseLevel implements AutoCloseable {
  /** A level of more blocks is not fetched unasked. */
  private static final long MOST_BLOCKS = 512;

  /** It may take this share of the memory for cells. */
  private static final int SHARE = 8;

  private final VolatileCells cells;
  private final boolean kept;

  private CoarseLevel(VolatileCells cells, boolean kept) {
    this.cells = cells;
    this.kept = kept;
  }

  /** Has room for the coarsest level, if there are several and it is small enough. */
  public static CoarseLevel of(LevelSessions sessions, CellCache memory) {
    VolumeSession coarsest = sessions.sessions().getLast();
    boolean kept =
        sessions.sessions().size() > 1 && memory.pin(coarsest.fileset(), bytes(coarsest), SHARE);
    return new CoarseLevel(coarsest.cells(), kept);
  }

  private static long bytes(VolumeSession session) {
    double bytes = session.description().dtype().bytes();
    for (long n : session.description().viewShape()) {
      bytes *= n;
    }
    return (long) Math.min(bytes, Long.MAX_VALUE / 2.0);
  }

  /** Asks for what is not in memory, if the level is kept there. */
  public void fetchMissing() {
    ArrayGeometry array = cells.geometry();
    if (kept && array.grid().countIn(array.storedView()) <= MOST_BLOCKS) {
      array
          .grid()
          .forEachIn(
              array.storedView(),
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

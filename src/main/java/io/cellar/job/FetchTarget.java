package io.cellar.job;

import io.cellar.session.LevelSessions;
import io.cellar.session.VolumeSession;
import io.cellar.store.BlockReader;
import io.cellar.store.BlockWriter;
import io.cellar.store.StoreException;
import io.cellar.thread.Threads;
import io.cellar.volume.Axes;
import io.cellar.volume.Roi;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * A region of one fileset.
 *
 * @param fileset number of the fileset in the engine
 * @param reader its blocks
 * @param writer where they are kept
 * @param level 0 for the finest
 * @param stored the region in stored coordinates
 */
public record FetchTarget(
    int fileset, BlockReader reader, Optional<BlockWriter> writer, int level, Roi stored) {

  /**
   * A region of an open level.
   *
   * @param view in the level's view coordinates
   */
  public static FetchTarget of(VolumeSession session, Roi view) {
    Roi stored = session.description().geometry().toStored(view);
    return new FetchTarget(
        session.fileset(),
        session.blocks(),
        session.cache().map(BlockWriter.class::cast),
        session.level().number(),
        stored);
  }

  /**
   * The same region of several levels.
   *
   * @param view in the finest level's view coordinates; other levels' voxels that it touches are
   *     whole in it
   * @param levels their numbers
   */
  public static List<FetchTarget> of(LevelSessions sessions, Roi view, List<Integer> levels) {
    Axes axes = sessions.volume().finest().axes();
    return levels.stream()
        .map(sessions.sessions()::get)
        .map(session -> of(session, session.level().covering(view, axes)))
        .toList();
  }

  /**
   * Returns when what was kept of some survives a power cut, which is before anybody is told that
   * it is here. Waits for the disk on a platform thread, so that no carrier is held.
   *
   * @return why that cannot be told
   */
  static Optional<Throwable> settle(List<FetchTarget> targets) {
    FutureTask<Optional<Throwable>> settling = new FutureTask<>(() -> settleHere(targets));
    try {
      Threads.platform("cellar-bulk-settle", settling).start();
    } catch (OutOfMemoryError _) { // no more threads
      settling.run();
    }
    try {
      return settling.get();
    } catch (ExecutionException e) {
      return Optional.of(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(e);
    }
  }

  private static Optional<Throwable> settleHere(List<FetchTarget> targets) throws StoreException {
    for (FetchTarget target : targets) {
      if (target.writer.isPresent()) {
        target.writer.get().settle();
      }
    }
    return Optional.empty();
  }
}

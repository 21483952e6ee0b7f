package io.cellar.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The volumes that are open in this process, each once: who is first opens it, who is last closes
 * it, and who comes meanwhile waits for that. Thread-safe; waits outside of its lock only.
 */
final class OpenVolumes {
  /** Guarded by this. */
  private final Map<VolumeKey, Shared> open = new HashMap<>();

  /** A volume from before it is opened until it is closed. */
  private static final class Shared {
    /** Empty when it could not be opened; it is not among the open ones then. */
    private final CompletableFuture<Optional<LevelSessions>> opened = new CompletableFuture<>();

    private final CompletableFuture<Void> closed = new CompletableFuture<>();

    /** Who holds it or waits for it; 0: it is being closed. Guarded by the volumes. */
    private int holders = 1;
  }

  /**
   * Another hold on a volume. May wait for the disk, also for that of who opens or closes the same
   * volume at this moment.
   *
   * @param opening opens it; what it gives is closed when nobody holds it any more
   * @throws RuntimeException what {@code opening} throws
   */
  LevelSessions open(VolumeKey key, Supplier<LevelSessions> opening) {
    while (true) {
      Shared own = new Shared();
      Optional<Shared> there = enter(key, own);
      if (there.isEmpty()) {
        return held(key, own, begin(key, own, opening));
      }
      Optional<LevelSessions> opened = there.get().opened.join();
      if (opened.isPresent()) {
        opened.get().sessions().forEach(VolumeSession::tryAnew);
        return held(key, there.get(), opened.get());
      }
    }
  }

  /**
   * Takes a hold on what is open, or being opened; waits for the end of what is being closed.
   *
   * @param own is put in when nothing is there
   * @return empty when it was
   */
  private Optional<Shared> enter(VolumeKey key, Shared own) {
    while (true) {
      Shared there;
      synchronized (this) {
        there = open.putIfAbsent(key, own);
        if (there == null) {
          return Optional.empty();
        }
        if (there.holders > 0) {
          there.holders++;
          return Optional.of(there);
        }
      }
      there.closed.join();
    }
  }

  private LevelSessions begin(VolumeKey key, Shared own, Supplier<LevelSessions> opening) {
    Optional<LevelSessions> opened = Optional.empty();
    try {
      opened = Optional.of(opening.get());
      return opened.get();
    } finally {
      if (opened.isEmpty()) {
        forget(key, own);
      }
      own.opened.complete(opened);
    }
  }

  private LevelSessions held(VolumeKey key, Shared shared, LevelSessions opened) {
    List<VolumeSession> sessions = opened.sessions();
    return new LevelSessions(opened.volume(), sessions, () -> leave(key, shared, opened));
  }

  private void leave(VolumeKey key, Shared shared, LevelSessions opened) {
    synchronized (this) {
      if (--shared.holders > 0) {
        return;
      }
    }
    try {
      opened.close();
    } finally {
      forget(key, shared);
      shared.closed.complete(null);
    }
  }

  private synchronized void forget(VolumeKey key, Shared shared) {
    open.remove(key, shared);
  }
}

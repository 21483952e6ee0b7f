package io.cellar.store;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Tells whether the owner of a lock is gone: it ran on this machine and is dead, or it has not
 * refreshed the lock for two minutes by the file system's own clock.
 *
 * <p>A lock whose time lies in the future has no age by that clock. It is judged by how long it has
 * been seen here without being refreshed. Thread-safe.
 */
final class LockJudge {
  private static final int REMEMBERED = 4096;
  private static final Duration GRAIN = Duration.ofSeconds(5);

  private final Time fileSystem;
  private final InstantSource clock;
  private final Duration staleAfter;
  private final Map<Path, Sighting> future = new LinkedHashMap<>();

  /** What ages are measured against. */
  @FunctionalInterface
  interface Time {
    Instant now() throws IOException;
  }

  private record Sighting(FileStamp stamp, long nanos) {}

  /**
   * @param fileSystem the file system's own time
   * @param clock ours, for a cache that cannot be written
   */
  LockJudge(Time fileSystem, InstantSource clock, Duration staleAfter) {
    this.fileSystem = fileSystem;
    this.clock = clock;
    this.staleAfter = staleAfter;
  }

  /** True when the owner is known or judged to be gone. */
  boolean isStale(FoundLock lock) {
    return lock.text().owner().map(ProcessIdentity::isDead).orElse(false)
        || age(lock).compareTo(staleAfter) > 0;
  }

  /** How long ago the lock was last refreshed; never negative. */
  Duration age(FoundLock lock) {
    Duration age = Duration.between(lock.stamp().modified().toInstant(), now());
    if (age.compareTo(GRAIN.negated()) < 0) {
      return sinceFirstSeen(lock);
    }
    return age.isNegative() ? Duration.ZERO : age;
  }

  /** A cache that cannot be written has no clock of its own; nobody takes its locks either. */
  private Instant now() {
    try {
      return fileSystem.now();
    } catch (IOException _) {
      return clock.instant();
    }
  }

  private synchronized Duration sinceFirstSeen(FoundLock lock) {
    long nanos = System.nanoTime();
    Sighting seen = future.get(lock.file());
    if (seen == null || !seen.stamp().equals(lock.stamp())) {
      seen = new Sighting(lock.stamp(), nanos);
      future.put(lock.file(), seen);
      if (future.size() > REMEMBERED) {
        future.remove(future.keySet().iterator().next());
      }
    }
    return Duration.ofNanos(nanos - seen.nanos());
  }
}

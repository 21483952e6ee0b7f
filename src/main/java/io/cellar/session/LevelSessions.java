package io.cellar.session;

import io.cellar.engine.SourceMode;
import io.cellar.volume.MultiLevelVolume;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One user's hold on an open volume with all its levels. Several that opened the same volume (see
 * {@link Volumes#openAll}) hold the same sessions: what one fetches, all see, and where blocks come
 * from is chosen for all of them. Thread-safe.
 */
public final class LevelSessions implements AutoCloseable {
  private final MultiLevelVolume volume;
  private final List<VolumeSession> sessions;
  private final Runnable end;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * @param sessions one for each level, the finest first
   * @param end what closing means
   */
  LevelSessions(MultiLevelVolume volume, List<VolumeSession> sessions, Runnable end) {
    this.volume = volume;
    this.sessions = List.copyOf(sessions);
    this.end = end;
  }

  /** What is open. */
  public MultiLevelVolume volume() {
    return volume;
  }

  /** One for each level, the finest first. They are closed with the last that holds them. */
  public List<VolumeSession> sessions() {
    return sessions;
  }

  /** Level 0. */
  public VolumeSession finest() {
    return sessions.getFirst();
  }

  /** The level whose block keys carry a number. */
  public Optional<VolumeSession> byFileset(int fileset) {
    return sessions.stream().filter(s -> s.fileset() == fileset).findFirst();
  }

  /** Where it may be chosen that blocks come from: what any of the levels allows. */
  public Set<SourceMode> sourceModes() {
    return sessions.stream()
        .map(VolumeSession::sourceModes)
        .max(Comparator.comparingInt(Set::size))
        .orElseThrow();
  }

  /** Where blocks come from now, in levels that leave the choice. */
  public SourceMode sourceMode() {
    return sessions.stream()
        .max(Comparator.comparingInt(s -> s.sourceModes().size()))
        .orElseThrow()
        .sourceMode();
  }

  /**
   * Chooses where the blocks of all levels come from, as far as these leave the choice, for all who
   * hold the volume.
   *
   * @throws IllegalArgumentException if no level does
   */
  public void sourceMode(SourceMode mode) {
    if (!sourceModes().contains(mode)) {
      throw new IllegalArgumentException(
          volume.finest().name() + " has no source to be used in mode " + mode);
    }
    sessions.stream()
        .filter(session -> session.sourceModes().contains(mode))
        .forEach(session -> session.sourceMode(mode));
  }

  /**
   * Leaves the volume; what this user asked for has to be cancelled before, by closing the cells,
   * readers and images that asked. The last to leave closes all levels, and waits for the disk. May
   * be called twice.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      end.run();
    }
  }
}

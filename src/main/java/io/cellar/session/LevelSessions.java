package io.cellar.session;

import io.cellar.engine.SourceMode;
import io.cellar.volume.MultiLevelVolume;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One open volume with all its levels. Thread-safe.
 *
 * @param volume what is open
 * @param sessions one for each level, the finest first
 */
public record LevelSessions(MultiLevelVolume volume, List<VolumeSession> sessions)
    implements AutoCloseable {

  public LevelSessions {
    sessions = List.copyOf(sessions);
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
   * Chooses where the blocks of all levels come from, as far as these leave the choice.
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

  /** Closes all levels, the coarsest first, for some are computed from the finer ones. */
  @Override
  public void close() {
    sessions.reversed().forEach(VolumeSession::close);
  }
}

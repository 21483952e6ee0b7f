package io.cellar.app;

import io.cellar.volume.MultiLevelVolume;
import java.util.List;
import java.util.Optional;

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

  /** Closes all levels. */
  @Override
  public void close() {
    sessions.forEach(VolumeSession::close);
  }
}

package io.cellar.ui;

import io.cellar.job.FetchProgress;

/** A fetch that was started. All methods return at once and may be called on any thread. */
public interface RunningFetch {

  /** What was asked for. */
  PrefetchRequest request();

  /** How far it is now. */
  FetchProgress progress();

  /** Asks for nothing more; what is on its way arrives. */
  void pause();

  /** Goes on. */
  void resume();

  /** Gives up what is not here yet; nothing when it is over. */
  void cancel();
}

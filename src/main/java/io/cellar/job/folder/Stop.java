package io.cellar.job.folder;

/** What the file {@code stop} asks the workers of a job for: all of them end, and none begins. */
public enum Stop {
  /** It is to go on another time. */
  PAUSE,
  /** It is given up. */
  CANCEL
}

package io.cellar.job.folder;

import java.util.Locale;

/** How it is with a job, in the words that openEO's job tables have, and {@link #PAUSED}. */
public enum JobStatus {
  NOT_STARTED,
  /** Nobody has worked on it yet. */
  CREATED,
  /** Workers have been asked for and have not begun. */
  QUEUED,
  RUNNING,
  /** Nobody works on it: somebody stopped it, or its workers were ended. */
  PAUSED,
  /** Every block has come to a good end. */
  FINISHED,
  /** Blocks failed, or its workers ended for a reason that concerns all blocks. */
  ERROR,
  CANCELED,
  /** No worker could be started. */
  START_FAILED,
  SKIPPED;

  /** As it is written. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** True when workers can be set on it (again) by resuming. */
  public boolean mayResume() {
    return this != FINISHED && this != RUNNING && this != QUEUED;
  }
}

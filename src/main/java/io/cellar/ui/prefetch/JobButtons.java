package io.cellar.ui.prefetch;

import io.cellar.job.folder.JobState;
import io.cellar.job.folder.JobStatus;
import io.cellar.ui.JobRow;

/**
 * What can be done with a job now. Toolkit-free.
 *
 * @param pause it can be paused
 * @param resume it can go on, in this window
 * @param cancel it can be given up
 * @param remove it can be taken out of the list
 * @param background it can go on without the window
 * @param retry what failed can be tried again
 */
record JobButtons(
    boolean pause,
    boolean resume,
    boolean cancel,
    boolean remove,
    boolean background,
    boolean retry) {

  static JobButtons of(JobRow row) {
    return row.state()
        .map(state -> of(row, state))
        .orElse(new JobButtons(false, false, false, true, false, false));
  }

  private static JobButtons of(JobRow row, JobState state) {
    JobStatus status = state.status();
    boolean working = status == JobStatus.RUNNING || status == JobStatus.QUEUED;
    boolean over = state.shards().isOver() || status == JobStatus.CANCELED;
    boolean resume = !working && !over && status.mayResume() && status != JobStatus.SKIPPED;
    boolean cancel = working || (resume && !isTrouble(status));
    return new JobButtons(
        working,
        resume,
        cancel,
        !cancel,
        working ? row.here() : resume,
        status != JobStatus.CANCELED && state.counts().failed() > 0);
  }

  /** What ended early may go on or be taken out. */
  private static boolean isTrouble(JobStatus status) {
    return status == JobStatus.ERROR || status == JobStatus.START_FAILED;
  }
}

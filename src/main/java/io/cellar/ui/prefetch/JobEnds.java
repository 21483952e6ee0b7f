package io.cellar.ui.prefetch;

import io.cellar.job.folder.JobStatus;
import io.cellar.ui.JobRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Notices which jobs have come to their end while one was looking. Toolkit-free. */
final class JobEnds {
  private final Map<String, Boolean> working = new HashMap<>();

  /** Those that somebody worked on when they were seen last, and that are over now. */
  List<JobRow> look(List<JobRow> rows) {
    List<JobRow> ended =
        rows.stream().filter(row -> working.getOrDefault(row.id(), false) && isOver(row)).toList();
    working.keySet().retainAll(rows.stream().map(JobRow::id).toList());
    rows.forEach(row -> working.put(row.id(), JobText.isWorking(row)));
    return ended;
  }

  private static boolean isOver(JobRow row) {
    return row.state()
        .map(state -> state.status())
        .filter(s -> s == JobStatus.FINISHED || s == JobStatus.ERROR || s == JobStatus.START_FAILED)
        .isPresent();
  }
}

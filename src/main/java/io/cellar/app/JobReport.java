package io.cellar.app;

import io.cellar.input.Json;
import io.cellar.job.folder.JobFailure;
import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.JobState;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What has become of a job, with the blocks that could not be had. Touches the disk. */
final class JobReport {
  /** More are counted, not listed. */
  private static final int MOST_FAILURES = 1000;

  private JobReport() {}

  /**
   * As it is now.
   *
   * @param json as JSON instead of text
   */
  static String of(JobFolder job, boolean json) throws IOException {
    JobState state = job.look();
    List<JobFailure> failures = job.listFailures().stream().limit(MOST_FAILURES).toList();
    if (json) {
      Map<String, Object> all = state.json();
      all.put("failed_blocks", failures.stream().map(JobReport::json).toList());
      return Json.text(all) + "\n";
    }
    StringBuilder text = new StringBuilder(state.text(Instant.now()));
    for (JobFailure f : failures) {
      text.append("failed block: level %d, %s: %s\n".formatted(f.level(), f.start(), f.message()));
    }
    return text.toString();
  }

  private static Map<String, Object> json(JobFailure f) {
    return Json.object(
        "volume",
        f.volume(),
        "level",
        f.level(),
        "start",
        f.start(),
        "cause",
        f.cause(),
        "message",
        f.message(),
        "at",
        f.at());
  }
}

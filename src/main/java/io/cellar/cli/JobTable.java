package io.cellar.cli;

import io.cellar.input.Json;
import io.cellar.input.PrintableText;
import io.cellar.job.folder.JobFailure;
import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.JobList;
import io.cellar.job.folder.JobState;
import io.cellar.volume.Amounts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Jobs as lines of a table and as JSON. Touches the disk. */
final class JobTable {
  private static final int LONGEST_NAME = 40;
  private static final List<String> HEADER =
      List.of("id", "name", "status", "blocks", "failed", "rate", "workers");

  private JobTable() {}

  /** A line for the names of the columns, and one for each job. */
  static List<String> lines(List<JobList.Entry> entries) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(HEADER);
    for (JobList.Entry entry : entries) {
      rows.add(row(entry));
    }
    int[] widths = new int[HEADER.size()];
    for (List<String> row : rows) {
      for (int c = 0; c < row.size() - 1; c++) {
        widths[c] = Math.max(widths[c], row.get(c).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static List<String> row(JobList.Entry entry) {
    String name = PrintableText.of(entry.name(), LONGEST_NAME);
    if (entry.job().isEmpty()) {
      return List.of(entry.id(), name, "unusable: " + PrintableText.of(entry.problem()));
    }
    JobState state;
    try {
      state = entry.job().get().look();
    } catch (IOException e) { // the others are listed all the same
      return List.of(entry.id(), name, "unusable: " + PrintableText.of(Failures.words(e)));
    }
    return List.of(
        entry.id(),
        name,
        state.status().word(),
        state.counts().blocks() + "/" + state.spec().blocks(),
        String.valueOf(state.counts().failed()),
        Amounts.rate(state.bytesPerSecond()),
        String.valueOf(state.living().size()));
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int c = 0; c < row.size(); c++) {
      line.append(row.get(c));
      if (c < row.size() - 1) {
        line.append(" ".repeat(widths[c] - row.get(c).length() + 2));
      }
    }
    return line.toString();
  }

  /** All of them in one object. */
  static Map<String, Object> json(List<JobList.Entry> entries) {
    List<Object> jobs = new ArrayList<>();
    for (JobList.Entry entry : entries) {
      jobs.add(json(entry));
    }
    return Json.object("jobs", jobs);
  }

  private static Map<String, Object> json(JobList.Entry entry) {
    String problem = entry.problem();
    if (entry.job().isPresent()) {
      try {
        return json(entry.job().get(), entry.job().get().look());
      } catch (IOException e) {
        problem = Failures.words(e);
      }
    }
    return Json.object(
        "id", entry.id(),
        "name", entry.name(),
        "status", null,
        "folder", entry.folder().toString(),
        "problem", problem);
  }

  /** How far a job is, by the names that results have everywhere. */
  static Map<String, Object> json(JobFolder job, JobState state) {
    Map<String, Object> json = state.json();
    json.put("folder", job.path().toString());
    return json;
  }

  /** A block that could not be had. */
  static Map<String, Object> failure(JobFailure failure) {
    return Json.object(
        "volume", failure.volume(),
        "level", failure.level(),
        "start", failure.start(),
        "cause", failure.cause(),
        "message", failure.message());
  }

  /** The same for people. */
  static String line(JobFailure failure) {
    return "failed block: level %d, %s: %s: %s"
        .formatted(
            failure.level(),
            failure.start(),
            PrintableText.of(failure.cause()),
            PrintableText.of(failure.message()));
  }
}

package io.cellar.cli;

import io.cellar.input.Json;
import io.cellar.input.Redaction;
import io.cellar.job.folder.ShardCounts;
import io.cellar.volume.Amounts;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What has become of the blocks of a region or a job, for people and for programs. */
final class WorkSummary {
  private WorkSummary() {}

  /**
   * The results by their names.
   *
   * @param blocks of all
   * @param seconds that it took
   * @param emptyBytes whether files were to be written for empty blocks
   */
  static Map<String, Object> of(
      long blocks, ShardCounts counts, double seconds, boolean emptyBytes) {
    Map<String, Object> summary =
        new LinkedHashMap<>(
            Json.object(
                "blocks", blocks,
                "fetched", counts.fetched(),
                "skipped", counts.skipped(),
                "empty", counts.empty(),
                "absent", counts.absent(),
                "failed", counts.failed(),
                "bytes", counts.bytes(),
                "seconds", Math.round(seconds * 1000) / 1000.0,
                "not_tried", Math.max(0, blocks - counts.blocks())));
    if (emptyBytes) {
      summary.put("empty_bytes_written", counts.emptyBytes());
    }
    return summary;
  }

  /** Prints results. */
  static void print(Map<String, Object> summary, boolean json, Console console) {
    if (json) {
      console.json(summary);
    } else {
      summary.forEach((name, value) -> console.result(name.replace('_', ' ') + ": " + value));
    }
  }

  /**
   * Tells the failures by their kinds.
   *
   * @param endedBy what ended all, which is told in full anyway
   */
  static void tellFailures(ShardCounts counts, Optional<Throwable> endedBy, Console console) {
    String end = Redaction.message(endedBy.map(Throwable::getMessage).orElse(""));
    counts
        .failures()
        .forEach(
            (cause, n) -> {
              String example = counts.examples().getOrDefault(cause, "");
              boolean told = end.contains(Redaction.message(example));
              console.message(failures(cause, n) + (told ? "" : "; the first: " + example));
            });
  }

  /** Such as {@code 8 blocks failed: refused}. */
  static String failures(String cause, long count) {
    String many = count == 1 ? "1 block failed: " : Amounts.count(count) + " blocks failed: ";
    return many + cause;
  }
}

package io.cellar.job.folder;

import io.cellar.input.Json;
import io.cellar.job.folder.ShardFiles.Standing;
import io.cellar.job.folder.WorkerFiles.Seen;
import io.cellar.volume.Amounts;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How far a job is at one moment, from its folder alone.
 *
 * @param spec what it is to do
 * @param status in a word
 * @param shards how far they are
 * @param workers that there are or were, the last to speak first
 * @param counts of all blocks that have come to their end
 * @param error why its workers ended early; empty when they did not
 */
public record JobState(
    JobSpec spec,
    JobStatus status,
    Standing shards,
    List<Seen> workers,
    ShardCounts counts,
    Optional<String> error) {

  public JobState {
    workers = List.copyOf(workers);
  }

  static JobState of(JobSpec spec, Standing shards, List<Seen> workers, Optional<Stop> stop) {
    List<Seen> newestFirst =
        workers.stream()
            .sorted(Comparator.comparing((Seen s) -> s.status().at()).reversed())
            .toList();
    ShardCounts counts = shards.counts();
    for (Seen seen : workers) {
      // What a worker said last may be about a shard that has ended since, and is counted with it.
      if (seen.lives() && shards.running().containsValue(seen.status().id())) {
        counts = counts.plus(seen.status().counts());
      }
    }
    boolean lives = workers.stream().anyMatch(Seen::lives);
    Optional<String> error =
        lives || shards.isOver()
            ? Optional.empty()
            : newestFirst.stream().findFirst().flatMap(s -> s.status().error());
    JobStatus status = status(shards, newestFirst, stop, error);
    return new JobState(spec, status, shards, newestFirst, counts, error);
  }

  private static JobStatus status(
      Standing shards, List<Seen> workers, Optional<Stop> stop, Optional<String> error) {
    if (shards.isOver()) {
      return shards.failed() > 0 ? JobStatus.ERROR : JobStatus.FINISHED;
    }
    if (stop.isPresent()) {
      return stop.get() == Stop.CANCEL ? JobStatus.CANCELED : JobStatus.PAUSED;
    }
    List<Seen> living = workers.stream().filter(Seen::lives).toList();
    if (!living.isEmpty()) {
      boolean begun =
          !shards.running().isEmpty()
              || living.stream().anyMatch(s -> s.status().state() != WorkerStatus.State.STARTING);
      return begun ? JobStatus.RUNNING : JobStatus.QUEUED;
    }
    if (error.isPresent()) {
      return shards.done() + shards.failed() == 0 && workers.getFirst().status().shards() < 0
          ? JobStatus.START_FAILED
          : JobStatus.ERROR;
    }
    boolean begun = !workers.isEmpty() || shards.done() + shards.failed() > 0;
    return begun ? JobStatus.PAUSED : JobStatus.CREATED;
  }

  /** Workers that are there now. */
  public List<Seen> living() {
    return workers.stream().filter(Seen::lives).toList();
  }

  /** Of all of them together. */
  public double bytesPerSecond() {
    return living().stream().mapToDouble(s -> s.status().bytesPerSecond()).sum();
  }

  /** Blocks that have not come to their end. */
  public long left() {
    return Math.max(0, spec.blocks() - counts.blocks());
  }

  /** What is told of it to programs, and kept as {@code report.json} at its end. */
  public Map<String, Object> json() {
    Map<String, Object> json =
        Json.object(
            "id", spec.id(),
            "name", spec.name(),
            "status", status.word(),
            "created", spec.created().toString(),
            "volumes", spec.volumes().stream().map(JobVolume::json).toList(),
            "shards", spec.shards(),
            "shards_done", shards.done(),
            "shards_failed", shards.failed(),
            "shards_running", shards.running().size(),
            "workers", living().size(),
            "total_blocks", spec.blocks(),
            "bytes_per_second", Math.round(bytesPerSecond()),
            "error", error);
    json.putAll(counts.json());
    json.put("results", shards.results().values());
    return json;
  }

  /**
   * The report as text, a line each.
   *
   * @param now how long ago things were is told against this
   */
  public String text(Instant now) {
    StringBuilder out = new StringBuilder();
    line(out, "job", spec.name() + " (" + spec.id() + ")");
    line(out, "status", status.word());
    error.ifPresent(e -> line(out, "reason", e));
    line(out, "created", spec.created().toString());
    for (JobVolume volume : spec.volumes()) {
      line(out, "volume", volume.name() + ", " + volume.view() + ", " + levels(volume));
      line(out, "location", volume.location());
    }
    line(
        out, "parts", shards.done() + " done, " + shards.failed() + " failed, of " + spec.shards());
    line(out, "blocks", Amounts.count(counts.blocks()) + " of " + Amounts.count(spec.blocks()));
    line(out, "fetched", Amounts.count(counts.fetched()));
    line(out, "skipped", Amounts.count(counts.skipped()));
    line(out, "empty", Amounts.count(counts.empty()));
    line(out, "absent", Amounts.count(counts.absent()));
    line(out, "failed", Amounts.count(counts.failed()));
    line(out, "bytes", Amounts.bytes(counts.bytes()));
    counts.failures().forEach((cause, n) -> line(out, "failed", failure(cause, n)));
    for (Seen seen : living()) {
      Duration ago = Duration.between(seen.status().at(), now);
      line(
          out,
          "worker",
          seen.status().id() + ", " + ago.toSeconds() + " s ago: " + words(seen.status()));
    }
    return out.toString();
  }

  private static String words(WorkerStatus worker) {
    return worker.words().isEmpty()
        ? worker.state().name().toLowerCase(Locale.ROOT)
        : worker.words();
  }

  private String failure(String cause, long n) {
    String example = counts.examples().getOrDefault(cause, "");
    return Amounts.count(n) + " × " + cause + (example.isEmpty() ? "" : ": " + example);
  }

  private static String levels(JobVolume volume) {
    List<Integer> levels = volume.levels();
    return levels.size() == 1
        ? "level " + levels.getFirst()
        : "levels " + levels.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static void line(StringBuilder out, String name, String value) {
    out.append(name).append(": ").append(value).append('\n');
  }
}

package io.cellar.job.folder;

import io.cellar.input.Json;
import io.cellar.input.Redaction;
import io.cellar.job.FetchProgress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What has become of the blocks of a shard, or of several.
 *
 * @param blocks that came to their end
 * @param fetched downloaded
 * @param skipped found on disk
 * @param empty empty in the source
 * @param emptyBytes of the files that were written for these
 * @param absent not on the server
 * @param failed could not be had
 * @param bytes that came over the network
 * @param seconds that the shards were worked on, each for itself
 * @param failures how many failed for which kind of reason
 * @param examples for each of those kinds what happened first
 */
public record ShardCounts(
    long blocks,
    long fetched,
    long skipped,
    long empty,
    long emptyBytes,
    long absent,
    long failed,
    long bytes,
    double seconds,
    Map<String, Long> failures,
    Map<String, String> examples) {

  /** Nothing yet. */
  public static final ShardCounts NONE =
      new ShardCounts(0, 0, 0, 0, 0, 0, 0, 0, 0, Map.of(), Map.of());

  public ShardCounts {
    failures = Map.copyOf(failures);
    examples = Map.copyOf(examples);
  }

  /** Those of a fetch. */
  public static ShardCounts of(FetchProgress p) {
    Map<String, String> examples = new HashMap<>();
    p.examples().forEach((cause, text) -> examples.put(cause, Redaction.message(text)));
    return new ShardCounts(
        p.done(),
        p.fetched(),
        p.skipped(),
        p.empty(),
        p.emptyBytes(),
        p.absent(),
        p.failed(),
        p.bytes(),
        p.seconds(),
        p.failures(),
        examples);
  }

  /** Both together. */
  public ShardCounts plus(ShardCounts other) {
    Map<String, Long> all = new HashMap<>(failures);
    other.failures.forEach((cause, count) -> all.merge(cause, count, Long::sum));
    Map<String, String> first = new HashMap<>(other.examples);
    first.putAll(examples);
    return new ShardCounts(
        blocks + other.blocks,
        fetched + other.fetched,
        skipped + other.skipped,
        empty + other.empty,
        emptyBytes + other.emptyBytes,
        absent + other.absent,
        failed + other.failed,
        bytes + other.bytes,
        seconds + other.seconds,
        all,
        first);
  }

  /** By the names that results have everywhere. */
  public Map<String, Object> json() {
    return Json.object(
        "blocks", blocks,
        "fetched", fetched,
        "skipped", skipped,
        "empty", empty,
        "empty_bytes_written", emptyBytes,
        "absent", absent,
        "failed", failed,
        "bytes", bytes,
        "seconds", Math.round(seconds * 1000) / 1000.0,
        "failures", failures,
        "examples", examples);
  }

  static ShardCounts of(JsonObject json) {
    Map<String, Long> failures = new LinkedHashMap<>();
    Map<String, String> examples = new LinkedHashMap<>();
    json.object("failures")
        .ifPresent(f -> f.fields().keySet().forEach(c -> failures.put(c, f.number(c))));
    json.object("examples")
        .ifPresent(e -> e.fields().keySet().forEach(c -> examples.put(c, e.text(c))));
    return new ShardCounts(
        json.number("blocks"),
        json.number("fetched"),
        json.number("skipped"),
        json.number("empty"),
        json.number("empty_bytes_written", 0),
        json.number("absent"),
        json.number("failed"),
        json.number("bytes"),
        json.decimal("seconds", 0),
        failures,
        examples);
  }
}

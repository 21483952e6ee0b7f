package io.cellar.job.folder;

import io.cellar.input.Json;
import io.cellar.input.Redaction;
import io.cellar.job.FetchProgress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
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

  private static final List<String> COUNTS =
      List.of("blocks", "fetched", "skipped", "empty", "absent", "failed", "bytes");

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

  /** The same without the blocks that failed, which are to be tried again. */
  ShardCounts withoutFailures() {
    return new ShardCounts(
        Math.max(0, blocks - failed),
        fetched,
        skipped,
        empty,
        emptyBytes,
        absent,
        0,
        bytes,
        seconds,
        Map.of(),
        Map.of());
  }

  /**
   * What has become of the blocks of a shard in this attempt, which has come to its end, and in the
   * earlier ones. What those fetched was found on disk in this one.
   */
  public ShardCounts after(ShardCounts earlier) {
    long allFetched = earlier.fetched + fetched;
    long allEmpty = Math.max(earlier.empty, empty);
    long onDisk = Math.max(0, blocks - allFetched - allEmpty - absent - failed);
    return with(earlier, blocks, allFetched, onDisk, allEmpty, absent);
  }

  /**
   * The same of an attempt that has not come to its end: what earlier ones came to is still true,
   * though this one has not got there yet, except for the blocks that failed.
   *
   * @param most blocks that the shard has
   */
  public ShardCounts soFarAfter(ShardCounts earlier, long most) {
    long allFetched = earlier.fetched + fetched;
    long left = Math.max(0, most - allFetched - failed);
    long allEmpty = Math.min(left, Math.max(earlier.empty, empty));
    left -= allEmpty;
    long notOthers = skipped - earlier.fetched - Math.max(0, earlier.empty - empty);
    long onDisk = Math.min(left, Math.max(earlier.skipped, notOthers));
    left -= onDisk;
    long allAbsent = Math.min(left, Math.max(earlier.absent, absent));
    long all = allFetched + failed + allEmpty + onDisk + allAbsent;
    return with(earlier, Math.min(most, all), allFetched, onDisk, allEmpty, allAbsent);
  }

  private ShardCounts with(
      ShardCounts earlier,
      long allBlocks,
      long allFetched,
      long onDisk,
      long allEmpty,
      long allAbsent) {
    return new ShardCounts(
        allBlocks,
        allFetched,
        onDisk,
        allEmpty,
        earlier.emptyBytes + emptyBytes,
        allAbsent,
        failed,
        earlier.bytes + bytes,
        earlier.seconds + seconds,
        failures,
        examples);
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
    for (String name : COUNTS) {
      if (json.number(name) < 0) {
        throw new IllegalArgumentException(name + ": " + json.number(name) + " is no count");
      }
    }
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

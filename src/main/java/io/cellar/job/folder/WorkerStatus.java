package io.cellar.job.folder;

import io.cellar.input.Json;
import io.cellar.store.ProcessIdentity;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * What a worker says of itself every few seconds, in {@code workers/ID.json}.
 *
 * @param id of the worker
 * @param process that it runs in
 * @param kind such as {@code window}, {@code background}, {@code child}, {@code offline} or {@code
 *     command}
 * @param state what it does
 * @param counts of the blocks of the shards that it holds, which is all that is not in the shards'
 *     own files
 * @param shards how many it has ended
 * @param bytesPerSecond over the last seconds
 * @param words what it waits for or does, in a few words for people
 * @param error why it ended early; while it lives, what went wrong last in itself, which no server
 *     and no disk can be blamed for; empty when nothing did
 * @param part of the job's limits that it takes at most
 * @param at when it said so, by its own clock
 */
public record WorkerStatus(
    String id,
    ProcessIdentity process,
    String kind,
    State state,
    ShardCounts counts,
    long shards,
    double bytesPerSecond,
    String words,
    Optional<String> error,
    Part part,
    Instant at) {

  /**
   * A part of the limits of a job; what the job does not limit is 0 in it.
   *
   * @param requests that are open at once
   * @param bytesPerSecond that come over the network
   */
  public record Part(int requests, long bytesPerSecond) {
    /** None, of what is limited. */
    public static final Part NONE = new Part(0, 0);

    // Java would make these anew at each start: see docs/performance.md.
    @Override
    public boolean equals(Object other) {
      return other instanceof Part part
          && requests == part.requests
          && bytesPerSecond == part.bytesPerSecond;
    }

    @Override
    public int hashCode() {
      return 31 * requests + Long.hashCode(bytesPerSecond);
    }

    private static Part of(JsonObject json) {
      return new Part(
          Math.clamp(json.number("requests", 0), 0, Integer.MAX_VALUE),
          Math.max(0, json.number("bytes_per_second", 0)));
    }
  }

  /** What a worker says that takes no part of any limits. */
  public WorkerStatus(
      String id,
      ProcessIdentity process,
      String kind,
      State state,
      ShardCounts counts,
      long shards,
      double bytesPerSecond,
      String words,
      Optional<String> error,
      Instant at) {
    this(id, process, kind, state, counts, shards, bytesPerSecond, words, error, Part.NONE, at);
  }

  /** What a worker does. */
  public enum State {
    /** Has said so and begins. */
    STARTING,
    /** Holds shards. */
    WORKING,
    /** Waits for a host, for space, or for shards that others hold. */
    WAITING,
    /** Will not do any more. */
    ENDED
  }

  Map<String, Object> json() {
    return Json.object(
        "id",
        id,
        "pid",
        process.pid(),
        "host",
        process.host(),
        "started",
        process.started().map(Instant::toString),
        "boot",
        process.boot(),
        "kind",
        kind,
        "state",
        state.name().toLowerCase(java.util.Locale.ROOT),
        "counts",
        counts.json(),
        "shards",
        shards,
        "bytes_per_second",
        Math.round(bytesPerSecond),
        "words",
        words,
        "error",
        error,
        "part",
        Json.object("requests", part.requests, "bytes_per_second", part.bytesPerSecond),
        "at",
        at.toString());
  }

  static WorkerStatus of(JsonObject json) {
    try {
      return new WorkerStatus(
          json.text("id"),
          new ProcessIdentity(
              json.number("pid"),
              json.text("host"),
              json.has("started")
                  ? Optional.of(Instant.parse(json.text("started")))
                  : Optional.empty(),
              json.has("boot") ? Optional.of(json.text("boot")) : Optional.empty()),
          json.text("kind"),
          State.valueOf(json.text("state").toUpperCase(java.util.Locale.ROOT)),
          json.object("counts").map(ShardCounts::of).orElse(ShardCounts.NONE),
          json.number("shards"),
          json.decimal("bytes_per_second", 0),
          json.text("words", ""),
          json.has("error") ? Optional.of(json.text("error")) : Optional.empty(),
          json.object("part").map(Part::of).orElse(Part.NONE),
          Instant.parse(json.text("at")));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("at, started: " + e.getMessage(), e);
    }
  }
}

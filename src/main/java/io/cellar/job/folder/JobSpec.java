package io.cellar.job.folder;

import io.cellar.engine.BlockEngine;
import io.cellar.input.Json;
import io.cellar.job.BlockOrder;
import io.cellar.job.FetchOptions;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What a job is to do, as {@code job.json} says it. It is written once and never changed; there is
 * no secret in it, and no consent: what it says of servers only takes some away.
 *
 * @param id names the job's folder: lower-case letters, digits and hyphens
 * @param name what the user calls it
 * @param created when
 * @param volumes the regions, in their order
 * @param order which blocks first
 * @param blocks of all regions and levels together
 * @param shards into how many runs of blocks these are divided
 * @param shardBlocks most blocks of a shard
 * @param requests most requests that all workers together have open; 0: as many as pays
 * @param bytesPerSecond most bytes per second of all workers together; empty: no limit
 * @param retryFailed ask anew for blocks that failed before the job
 * @param retryAbsent ask anew for blocks that the server did not have
 * @param writeEmpty write files for blocks that are empty in the source
 * @param waitForHost how long a worker waits for a host that is away; {@link
 *     BlockEngine#WITHOUT_END}: as long as it takes
 * @param lease how long a worker may be silent before its shards are given to others
 * @param workers how many that download were asked for, at least 1
 * @param style how many workers of which kind there are to be; see {@code
 *     io.cellar.job.style.ConcurrencyStyle}
 */
public record JobSpec(
    String id,
    String name,
    Instant created,
    List<JobVolume> volumes,
    BlockOrder order,
    long blocks,
    long shards,
    int shardBlocks,
    int requests,
    OptionalLong bytesPerSecond,
    boolean retryFailed,
    boolean retryAbsent,
    boolean writeEmpty,
    Duration waitForHost,
    Duration lease,
    int workers,
    Map<String, Object> style) {

  /** A worker that says nothing for so long is taken for gone. */
  public static final Duration LEASE = Duration.ofMinutes(2);

  /** What a shard does: the only one there is so far. */
  public static final String FETCH = "fetch";

  private static final int MOST_WORKERS = 100_000;
  private static final int LONGEST_NAME = 256;
  private static final int MOST_VOLUMES = 64;
  private static final String FORMAT = "cellar-job";

  public JobSpec {
    volumes = List.copyOf(volumes);
    name = name.substring(0, Math.min(LONGEST_NAME, name.length()));
    if (!id.matches("[a-z0-9][a-z0-9-]{0,63}")) {
      throw new IllegalArgumentException(
          "id: " + id + " is none: lower-case letters, digits and hyphens are, 64 at most");
    }
    if (volumes.isEmpty() || volumes.size() > MOST_VOLUMES) {
      throw new IllegalArgumentException(
          "volumes: " + volumes.size() + " of them; from 1 to " + MOST_VOLUMES + " are expected");
    }
    if (blocks < 0 || shards < 0 || shards > blocks || shardBlocks < 1 || requests < 0) {
      throw new IllegalArgumentException(
          "blocks, shards, shard_blocks, requests: "
              + List.of(blocks, shards, shardBlocks, requests)
              + " cannot be");
    }
    if (workers < 1 || workers > MOST_WORKERS) {
      throw new IllegalArgumentException(
          "workers: " + workers + " of them; from 1 to " + MOST_WORKERS + " are expected");
    }
    if (bytesPerSecond.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "bytes_per_second: " + bytesPerSecond.getAsLong() + " is no rate; at least 1 is");
    }
    if (lease.compareTo(Duration.ofSeconds(1)) < 0 || waitForHost.isNegative()) {
      throw new IllegalArgumentException("lease_seconds, wait_for_host_seconds: too short");
    }
  }

  /** A job for one worker. */
  public JobSpec(
      String id,
      String name,
      Instant created,
      List<JobVolume> volumes,
      BlockOrder order,
      long blocks,
      long shards,
      int shardBlocks,
      int requests,
      OptionalLong bytesPerSecond,
      boolean retryFailed,
      boolean retryAbsent,
      boolean writeEmpty,
      Duration waitForHost,
      Duration lease,
      Map<String, Object> style) {
    this(
        id,
        name,
        created,
        volumes,
        order,
        blocks,
        shards,
        shardBlocks,
        requests,
        bytesPerSecond,
        retryFailed,
        retryAbsent,
        writeEmpty,
        waitForHost,
        lease,
        1,
        style);
  }

  /** A new id: when it was made, for people, and some letters that nobody else has. */
  public static String newId(Instant now) {
    byte[] random = new byte[4];
    new SecureRandom().nextBytes(random);
    String day = now.toString().substring(0, 19).replaceAll("[-:]", "").replace('T', '-');
    return day + "-" + HexFormat.of().formatHex(random);
  }

  /** How each shard is fetched, except for limits, which the living workers share. */
  public FetchOptions fetchOptions() {
    FetchOptions options =
        waitForHost.equals(BlockEngine.WITHOUT_END)
            ? FetchOptions.patient(order)
            : FetchOptions.impatient(order, waitForHost);
    return options.withRetry(retryFailed, retryAbsent).withWriteEmpty(writeEmpty);
  }

  /** The text of {@code job.json}. */
  byte[] bytes() {
    Map<String, Object> json =
        Json.object(
            "format", FORMAT,
            "version", 1,
            "id", id,
            "name", name,
            "operation", FETCH,
            "created", created.toString(),
            "volumes", volumes.stream().map(JobVolume::json).toList(),
            "order", order.name().toLowerCase(Locale.ROOT),
            "blocks", blocks,
            "shards", shards,
            "shard_blocks", shardBlocks,
            "requests", requests,
            "bytes_per_second", bytesPerSecond.isPresent() ? bytesPerSecond.getAsLong() : null,
            "retry_failed", retryFailed,
            "retry_absent", retryAbsent,
            "write_empty", writeEmpty,
            "wait_for_host_seconds",
                waitForHost.equals(BlockEngine.WITHOUT_END) ? null : waitForHost.toSeconds(),
            "lease_seconds", lease.toSeconds(),
            "workers", workers,
            "style", style);
    return (Json.text(json) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads what {@link #bytes} wrote, or somebody else.
   *
   * @throws IllegalArgumentException if a field is not as expected, which is named
   */
  static JobSpec of(JsonObject json) {
    if (!json.text("format").equals(FORMAT) || json.number("version") != 1) {
      throw new IllegalArgumentException(
          "format, version: expected " + FORMAT + " 1; a newer program may have made it");
    }
    if (!json.text("operation").equals(FETCH)) {
      throw new IllegalArgumentException(
          "operation: " + json.text("operation") + " is not known; expected " + FETCH);
    }
    return new JobSpec(
        json.text("id"),
        json.text("name"),
        instant(json.text("created")),
        json.objects("volumes").stream().map(JobVolume::of).toList(),
        order(json.text("order")),
        json.number("blocks"),
        json.number("shards"),
        Math.toIntExact(json.number("shard_blocks")),
        Math.toIntExact(json.number("requests")),
        json.has("bytes_per_second")
            ? OptionalLong.of(json.number("bytes_per_second"))
            : OptionalLong.empty(),
        json.flag("retry_failed", true),
        json.flag("retry_absent", false),
        json.flag("write_empty", false),
        json.has("wait_for_host_seconds")
            ? Duration.ofSeconds(json.number("wait_for_host_seconds"))
            : BlockEngine.WITHOUT_END,
        Duration.ofSeconds(json.number("lease_seconds", LEASE.toSeconds())),
        Math.clamp(json.number("workers", 1), 0, Integer.MAX_VALUE),
        json.object("style").map(JsonObject::fields).orElse(Map.of()));
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException("created: " + text + " is no time in UTC", e);
    }
  }

  private static BlockOrder order(String text) {
    try {
      return BlockOrder.valueOf(text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "order: " + text + " is none; centre, scan and coarse are", e);
    }
  }
}

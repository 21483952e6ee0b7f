package io.cellar.job.folder;

import io.cellar.input.Json;
import java.util.List;
import java.util.Map;

/**
 * One block that a job could not have.
 *
 * @param shard in which it lies
 * @param attempt names the attempt at the shard among all
 * @param volume place of its volume in the job, from 0
 * @param level 0 for the finest
 * @param start first voxel of the block in stored coordinates, in the axes' order; empty when it is
 *     not about one block
 * @param cause a few words that many failures share
 * @param message what happened, redacted
 * @param at when, in UTC
 */
public record JobFailure(
    long shard,
    String attempt,
    int volume,
    int level,
    List<Long> start,
    String cause,
    String message,
    String at) {

  public JobFailure {
    start = List.copyOf(start);
  }

  /** The same, whenever it happened. */
  JobFailure withoutTime() {
    return new JobFailure(shard, attempt, volume, level, start, cause, message, "");
  }

  /** One line of a file of failures, without its end. */
  public String line() {
    Map<String, Object> json =
        Json.object(
            "shard", shard,
            "attempt", attempt,
            "volume", volume,
            "level", level,
            "start", start,
            "cause", cause,
            "message", message,
            "at", at);
    return Json.text(json);
  }

  static JobFailure of(JsonObject json) {
    return new JobFailure(
        json.number("shard"),
        json.text("attempt"),
        Math.toIntExact(json.number("volume")),
        Math.toIntExact(json.number("level")),
        json.numbers("start"),
        json.text("cause"),
        json.text("message"),
        json.text("at"));
  }
}

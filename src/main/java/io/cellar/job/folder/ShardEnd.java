package io.cellar.job.folder;

import io.cellar.input.Json;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * What attempts at a shard have come to, as its file says it: when it has ended, and when it is to
 * be gone on with.
 *
 * @param attempt names the last of them among all
 * @param counts what has become of its blocks
 * @param results what was found out besides
 * @param givenBack whether it had not come to its end when its worker let go of it
 */
public record ShardEnd(String attempt, ShardCounts counts, JobResults results, boolean givenBack) {

  /** Nothing yet. */
  public static final ShardEnd NONE = new ShardEnd("", ShardCounts.NONE, JobResults.NONE, false);

  private static final String GIVEN_BACK = "given_back";

  /**
   * What is told of it while nobody works on it: blocks that failed before it was given back have
   * failed until it is taken again, those that somebody wants tried again have not.
   */
  ShardEnd waiting() {
    return givenBack ? this : new ShardEnd(attempt, counts.withoutFailures(), results, false);
  }

  /** The text of the shard's file. */
  byte[] text() {
    Map<String, Object> json = new HashMap<>(counts.json());
    json.put("attempt", attempt);
    if (!results.all().isEmpty()) {
      json.put("results", results.json());
    }
    if (givenBack) {
      json.put(GIVEN_BACK, true);
    }
    return (Json.text(json) + "\n").getBytes(StandardCharsets.UTF_8);
  }

  static ShardEnd of(JsonObject json) {
    return new ShardEnd(
        json.text("attempt", ""),
        ShardCounts.of(json),
        JobResults.of(json.object("results")),
        json.flag(GIVEN_BACK, false) || Offer.is(json));
  }
}

package io.cellar.job.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.cellar.input.Json;
import io.cellar.job.folder.JobResults.Result;
import io.cellar.job.folder.JobResults.Rule;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobResultsTest {
  private static final JobResults ONE =
      new JobResults(
          Map.of(
              "timers.reading.n", new Result(Rule.SUM, 3L),
              "timers.reading.max", new Result(Rule.MAX, 0.5),
              "timers.reading.min", new Result(Rule.MIN, 0.25),
              "worker_error", new Result(Rule.FIRST, "the first")));

  private static final JobResults OTHER =
      new JobResults(
          Map.of(
              "timers.reading.n", new Result(Rule.SUM, 4L),
              "timers.reading.max", new Result(Rule.MAX, 2L),
              "timers.reading.min", new Result(Rule.MIN, 0.125),
              "worker_error", new Result(Rule.FIRST, "the second"),
              "more", new Result(Rule.SUM, 1.5)));

  @Test
  void eachIsMergedByItsRule() {
    assertEquals(
        Map.of(
            "timers",
            Map.of("reading", Map.of("n", 7L, "max", 2.0, "min", 0.125)),
            "worker_error",
            "the first",
            "more",
            1.5),
        ONE.plus(OTHER).values());
    assertEquals(ONE, ONE.plus(JobResults.NONE));
    assertEquals(ONE, JobResults.NONE.plus(ONE));
  }

  @Test
  void theyAreReadAsTheyWereWritten() {
    JsonObject json = JsonObject.parse(Json.text(Map.of("results", OTHER.json())));
    assertEquals(OTHER, JobResults.of(json.object("results")));
    assertEquals(JobResults.NONE, JobResults.of(Optional.empty()));
  }

  @Test
  void whatCannotBeMergedIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Result(Rule.SUM, "text"));
    for (String text :
        new String[] {"{\"a\": {\"mean\": 3}}", "{\"a\": 3}", "{\"a\": {\"sum\": \"x\"}}"}) {
      Optional<JsonObject> json = Optional.of(JsonObject.parse(text));
      assertThrows(IllegalArgumentException.class, () -> JobResults.of(json), text);
    }
  }

  /** By their place in the job, not by when they were ended. */
  @Test
  void shardsHandThemOnInTheirOrder(@TempDir Path folder) throws Exception {
    ShardFiles shards = new ShardFiles(folder.resolve("shards"), 2);
    shards.create();
    shards.claim("a");
    shards.claim("b");
    shards.end(1, "b", "b.0", ShardCounts.NONE, OTHER);
    shards.end(0, "a", "a.0", ShardCounts.NONE, ONE);
    assertEquals(ONE.plus(OTHER), shards.look().results());
  }
}

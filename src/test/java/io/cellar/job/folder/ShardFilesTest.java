package io.cellar.job.folder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.job.folder.ShardFiles.Standing;
import io.cellar.job.folder.ShardFiles.Taking;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShardFilesTest {
  @TempDir private Path folder;

  private ShardFiles shards(long count) throws IOException {
    ShardFiles shards = new ShardFiles(folder.resolve("shards"), count);
    if (!Files.exists(folder.resolve("shards"))) {
      shards.create();
    }
    return shards;
  }

  private static ShardCounts counts(int blocks, int failed) {
    return new ShardCounts(
        blocks,
        blocks - failed,
        0,
        0,
        0,
        0,
        failed,
        10L * blocks,
        1,
        failed == 0 ? Map.of() : Map.of("refused", (long) failed),
        Map.of());
  }

  @Test
  void aJobOfManyShardsHasFewFilesAtFirst() throws IOException {
    ShardFiles shards = shards(100_000_000);
    assertEquals(Optional.of(0L), shards.claim("a"));
    try (Stream<Path> files = Files.list(folder.resolve("shards"))) {
      assertTrue(files.count() < 100);
    }
    assertEquals(99_999_999, shards.look().todo());
  }

  @Test
  void shardsAreTakenInTheirOrderAndEachOnce() throws IOException {
    ShardFiles shards = shards(100);
    for (long n = 0; n < 100; n++) {
      assertEquals(Optional.of(n), shards.claim("a"));
      assertTrue(shards.end(n, "a", "a.1", counts(3, 0)));
    }
    assertEquals(Optional.empty(), shards.claim("a"));
    Standing end = shards.look();
    assertTrue(end.isOver());
    assertEquals(100, end.done());
    assertEquals(counts(300, 0).fetched(), end.counts().fetched());
  }

  @Test
  void whatWasTakenAwayCannotBeEnded() throws IOException {
    ShardFiles shards = shards(2);
    assertEquals(Optional.of(0L), shards.claim("asleep"));
    assertEquals(1, shards.takeBack("asleep"::equals));
    assertEquals(Optional.of(0L), shards.claim("awake"));
    assertFalse(shards.isHeld(0, "asleep"));
    assertFalse(shards.end(0, "asleep", "x", counts(5, 0)));
    shards.giveBack(0, "asleep");
    assertEquals(Map.of(0L, "awake"), shards.look().running());
    assertTrue(shards.end(0, "awake", "y", counts(4, 0)));
    assertEquals(4, shards.look().counts().blocks());
  }

  @Test
  void whoDiesWhileMakingShardsLosesNone() throws IOException {
    ShardFiles shards = shards(70);
    Path next = folder.resolve("shards/next.0");
    Files.move(next, folder.resolve("shards/next.0.run.dead"));
    Files.createFile(folder.resolve("shards/0.todo"));
    Files.createFile(folder.resolve("shards/1.done"));
    assertEquals(Optional.of(0L), shards.claim("a"));
    assertEquals(Optional.empty(), shards.claim("a"));
    assertFalse(shards.look().isOver());
    shards.takeBack("dead"::equals);
    Set<Long> rest = new HashSet<>();
    for (Optional<Long> n; (n = shards.claim("a")).isPresent(); ) {
      rest.add(n.get());
    }
    assertEquals(68, rest.size());
    assertFalse(rest.contains(1L));
  }

  @Test
  void failedShardsOfACauseAreTriedAgain() throws IOException {
    ShardFiles shards = shards(3);
    for (long n = 0; n < 3; n++) {
      shards.claim("a");
      shards.end(n, "a", "a." + n, counts(2, n == 1 ? 1 : 0));
    }
    assertEquals(1, shards.look().failed());
    assertEquals(Map.of(1L, "a.1"), shards.failedIn());
    assertEquals(0, shards.retry(c -> c.failures().containsKey("other")));
    assertEquals(1, shards.retry(c -> c.failures().containsKey("refused")));
    assertEquals(0, shards.look().counts().failed());
    assertEquals(Optional.of(1L), shards.claim("b"));
    assertTrue(shards.end(1, "b", "b.0", counts(2, 0)));
    assertTrue(shards.look().isOver());
    assertEquals(0, shards.look().failed());
  }

  @Test
  void whoDownloadsNothingTakesWhatIsOffered() throws IOException {
    ShardFiles shards = shards(40);
    assertEquals(Optional.empty(), shards.claim("w", Taking.OFFERED), "it makes none");
    assertEquals(Optional.of(0L), shards.claim("p", Taking.NOT_OFFERED));
    assertEquals(Optional.empty(), shards.claim("w", Taking.OFFERED));
    BitSet without = BitSet.valueOf(new long[] {0b1010_0000_0001});
    Offer offer = new Offer("p.0", counts(3, 1), without, JobResults.NONE);
    assertTrue(shards.offer(0, "p", offer));
    assertEquals(1, shards.offered());
    assertEquals(Optional.of(1L), shards.claim("p", Taking.NOT_OFFERED));
    assertEquals(Optional.of(0L), shards.claim("w", Taking.OFFERED));
    assertEquals(Optional.of(offer), shards.offer(0, "w"));
    assertEquals(Optional.empty(), shards.offer(1, "p"));
    assertEquals(0, shards.offered());
    // What dies with its worker is still offered.
    assertEquals(2, shards.takeBack(worker -> true));
    assertEquals(Optional.of(0L), shards.claim("v", Taking.OFFERED));
    assertTrue(shards.end(0, "v", "p.0", counts(3, 1)));
    // What is tried again is to be downloaded first.
    assertEquals(1, shards.retry(c -> true));
    assertEquals(Optional.empty(), shards.claim("v", Taking.OFFERED));
    assertEquals(Optional.of(0L), shards.claim("p", Taking.NOT_OFFERED));
    assertFalse(shards.offer(0, "other", offer), "it is not held");
  }

  private static ShardEnd left(String attempt, ShardCounts counts) {
    return new ShardEnd(attempt, counts, JobResults.NONE, true);
  }

  @Test
  void whatBecameOfAShardGoesWithIt() throws IOException {
    ShardFiles shards = shards(3);
    assertEquals(Optional.of(0L), shards.claim("a"));
    assertEquals(ShardEnd.NONE, shards.earlier(0, "a"));
    shards.keep(0, "a", left("a.0", counts(7, 2)));
    shards.giveBack(0, "a");
    Standing paused = shards.look();
    assertEquals(3, paused.todo());
    assertEquals(counts(7, 2), paused.counts());
    assertEquals(Map.of(0L, "a.0"), shards.failedIn());
    assertEquals(Optional.of(0L), shards(3).claim("b"));
    assertEquals(ShardCounts.NONE, shards.look().counts(), "its worker tells them now");
    assertEquals(Map.of(), shards.failedIn());
    assertEquals(left("a.0", counts(7, 2)), shards.earlier(0, "b"));
    shards.keep(0, "b", left("b.0", counts(8, 1)));
    shards.giveBack(0, "b");
    assertEquals(counts(8, 1), shards.look().counts());
    assertEquals(Map.of(0L, "b.0"), shards.failedIn());
  }

  @Test
  void whatWasTakenAwayKeepsNothing() throws IOException {
    ShardFiles shards = shards(1);
    shards.claim("a");
    shards.takeBack("a"::equals);
    shards.keep(0, "a", left("a.0", counts(7, 2)));
    assertEquals(ShardCounts.NONE, shards.look().counts());
  }

  @Test
  void spoiltOrMissingContentIsNoCounts() throws IOException {
    String good = new String(left("x", counts(7, 2)).text(), StandardCharsets.UTF_8);
    for (String text :
        List.of(
            "", "{", "[]", "{\"blocks\": 3}", good.replace("\"fetched\": 5", "\"fetched\": -5"))) {
      ShardFiles shards = shards(1);
      Path todo = folder.resolve("shards/0.todo");
      shards.claim("a");
      shards.giveBack(0, "a");
      Files.writeString(todo, text);
      assertEquals(ShardCounts.NONE, shards.look().counts(), text);
      assertEquals(Optional.of(0L), shards.claim("b"), text);
      assertEquals(ShardEnd.NONE, shards.earlier(0, "b"), text);
      shards.giveBack(0, "b");
    }
  }

  @Test
  void whatIsTriedAgainKeepsWhatWasFetched() throws IOException {
    ShardFiles shards = shards(1);
    shards.claim("a");
    shards.end(0, "a", "a.0", counts(10, 3));
    assertEquals(1, shards.retry(c -> true));
    assertEquals(7, shards.look().counts().fetched());
    assertEquals(7, shards.look().counts().blocks());
    assertEquals(0, shards.look().counts().failed());
    assertEquals(Map.of(), shards.failedIn());
    assertEquals(Optional.of(0L), shards.claim("b"));
    assertEquals(7, shards.earlier(0, "b").counts().fetched());
  }

  @Test
  void namesOfOthersAreLetBe() throws IOException {
    ShardFiles shards = shards(1);
    for (String name :
        new String[] {"x.todo", "-1.todo", "5.todo", "0.run.", "0.run.a b", "1e3.done", "next.x"}) {
      Files.createFile(folder.resolve("shards").resolve(name));
    }
    assertEquals(Optional.of(0L), shards.claim("a"));
    assertEquals(Optional.empty(), shards.claim("a"));
  }

  /**
   * Workers that end, fail, give back or die at random: every shard ends once, whatever happens.
   */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void anyNumberOfWorkersAgree(long seed) throws Exception {
    int count = 150;
    shards(count);
    Set<String> dead = ConcurrentHashMap.newKeySet();
    Map<Long, Integer> ended = new ConcurrentHashMap<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(6)) {
      var workers =
          IntStream.range(0, 6)
              .mapToObj(w -> pool.submit(worker(new Random(seed * 100 + w), w, count, dead, ended)))
              .toList();
      for (Future<Void> each : workers) {
        each.get();
      }
    }
    Standing end = shards(count).look();
    assertTrue(end.isOver(), end::toString);
    assertEquals(count, end.done() + end.failed());
    assertEquals(count, ended.size());
    assertTrue(ended.values().stream().allMatch(n -> n == 1), ended::toString);
  }

  private Callable<Void> worker(
      Random random, int w, int count, Set<String> dead, Map<Long, Integer> ended) {
    return () -> {
      ShardFiles shards = shards(count);
      String id = "w" + w;
      int lives = 0;
      while (!shards.look().isOver()) {
        shards.takeBack(dead::contains);
        Optional<Long> n = shards.claim(id);
        if (n.isEmpty()) {
          continue;
        }
        switch (random.nextInt(6)) {
          case 0 -> shards.giveBack(n.get(), id);
          case 1 -> {
            dead.add(id);
            id = "w" + w + "-" + ++lives;
          }
          default -> {
            if (shards.end(n.get(), id, id + ".0", counts(2, random.nextInt(2)))) {
              ended.merge(n.get(), 1, Integer::sum);
            }
          }
        }
      }
      return null;
    };
  }
}

package io.cellar.job.work;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.job.BlockOrder;
import io.cellar.job.folder.JobSpec;
import io.cellar.job.folder.JobVolume;
import io.cellar.job.folder.ShardCounts;
import io.cellar.job.folder.WorkerStatus;
import io.cellar.job.folder.WorkerStatus.Part;
import io.cellar.job.folder.WorkerStatus.State;
import io.cellar.store.ProcessIdentity;
import io.cellar.volume.Roi;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Workers that share limits, without processes or clocks. */
class LimitShareTest {
  private static final Duration YOUNG = Duration.ofSeconds(1);
  private static final Duration OLD = Duration.ofMinutes(1);

  private static JobSpec spec(int requests, OptionalLong rate, int workers) {
    Roi all = Roi.ofShape(new long[] {8, 8, 8});
    return new JobSpec(
        "a",
        "a",
        Instant.EPOCH,
        List.of(new JobVolume("v", "v", List.of(8L, 8L, 8L), "ab".repeat(32), all, List.of(0))),
        BlockOrder.SCAN,
        8,
        1,
        8,
        requests,
        rate,
        true,
        false,
        false,
        Duration.ofMinutes(1),
        JobSpec.LEASE,
        workers,
        Map.of());
  }

  private static WorkerStatus said(String id, Part part) {
    return new WorkerStatus(
        id,
        ProcessIdentity.self(),
        "test",
        State.WORKING,
        ShardCounts.NONE,
        0,
        0,
        "",
        Optional.empty(),
        part,
        Instant.EPOCH);
  }

  @Test
  void theFirstLeavesRoomForThoseThatWereAskedFor() {
    LimitShare first = new LimitShare("a", spec(10, OptionalLong.of(1003), 4));
    assertTrue(first.isLimited());
    assertFalse(first.isGranted());
    assertTrue(first.propose(List.of(), false, YOUNG));
    assertTrue(first.settle(List.of()));
    assertEquals(new Part(3, 251), first.part());
    assertTrue(first.propose(List.of(), true, OLD), "the others have not come");
    assertTrue(first.settle(List.of()));
    assertEquals(new Part(10, 1003), first.part());
  }

  @Test
  void whoComesLaterWaitsUntilTheOthersLeaveRoom() {
    LimitShare late = new LimitShare("b", spec(4, OptionalLong.of(1000), 1));
    assertFalse(late.propose(List.of(said("a", new Part(4, 1000))), false, YOUNG));
    assertFalse(late.isGranted());
    assertFalse(late.propose(List.of(said("a", new Part(2, 1000))), false, YOUNG));
    assertFalse(late.isGranted());
    List<WorkerStatus> room = List.of(said("a", new Part(2, 500)));
    assertTrue(late.propose(room, false, YOUNG));
    assertTrue(late.settle(room));
    assertEquals(new Part(2, 500), late.part());
  }

  @Test
  void ofTwoThatTakeTheSameAtOnceNoneKeepsIt() {
    LimitShare one = new LimitShare("b", spec(1, OptionalLong.empty(), 1));
    assertTrue(one.propose(List.of(), false, YOUNG));
    assertFalse(one.settle(List.of(said("a", new Part(1, 0)))));
    assertFalse(one.isGranted());
    assertFalse(one.propose(List.of(), false, YOUNG), "it lets the other go first");
    assertTrue(one.propose(List.of(), false, YOUNG));
  }

  @Test
  void withoutLimitsThereIsNothingToWaitFor() {
    LimitShare share = new LimitShare("a", spec(0, OptionalLong.empty(), 4));
    assertFalse(share.isLimited());
    assertTrue(share.isGranted());
    assertEquals(0, share.requests());
    assertTrue(LimitShare.none("a").isGranted());
  }

  /** A worker whose steps others may come between. */
  private static final class Simulated {
    private final String id;
    private final LimitShare share;
    private int step;
    private boolean more;
    private Part used = Part.NONE;
    private Duration age = YOUNG;

    Simulated(String id, JobSpec spec) {
      this.id = id;
      this.share = new LimitShare(id, spec);
    }

    void step(Map<String, Part> said) {
      List<WorkerStatus> others = new ArrayList<>();
      said.forEach(
          (other, part) -> {
            if (!other.equals(id)) {
              others.add(said(other, part));
            }
          });
      switch (step++) {
        case 0 -> {
          more = share.propose(others, !used.equals(Part.NONE), age);
          used = more ? used : share.part();
        }
        case 1 -> said.put(id, share.part());
        case 2 -> {
          boolean fits = !more || share.settle(others);
          used = fits ? share.part() : used;
        }
        default -> {
          said.put(id, share.part());
          step = 0;
        }
      }
    }
  }

  /** Whenever they look, whoever comes or leaves: together never more than the limits. */
  @ParameterizedTest
  @CsvSource({"3, 4", "16, 4", "1, 3", "7, 5", "10, 6"})
  void togetherTheyNeverExceedTheLimits(int requests, int asked) {
    long rate = 300_001;
    for (int seed = 0; seed < 60; seed++) {
      Random random = new Random(seed);
      JobSpec spec = spec(requests, OptionalLong.of(rate), asked);
      Map<String, Part> said = new TreeMap<>();
      List<Simulated> workers = new ArrayList<>();
      for (int n = 0; n < 3000; n++) {
        if (workers.size() < asked + 2 && random.nextInt(20) == 0) {
          workers.add(new Simulated("w" + random.nextInt(1 << 20), spec));
          said.put(workers.getLast().id, Part.NONE);
        }
        if (workers.size() > 1 && random.nextInt(150) == 0) {
          said.remove(workers.remove(random.nextInt(workers.size())).id);
        }
        if (!workers.isEmpty()) {
          Simulated worker = workers.get(random.nextInt(workers.size()));
          worker.age = random.nextInt(100) == 0 ? OLD : worker.age;
          worker.step(said);
        }
        assertTrue(workers.stream().mapToInt(w -> w.used.requests()).sum() <= requests);
        assertTrue(workers.stream().mapToLong(w -> w.used.bytesPerSecond()).sum() <= rate);
      }
      settle(workers, said, random);
      assertEquals(
          requests, workers.stream().mapToInt(w -> w.used.requests()).sum(), "all of it is used");
      long used = workers.stream().mapToLong(w -> w.used.bytesPerSecond()).sum();
      assertTrue(used > rate - 10 && used <= rate, () -> used + " of " + rate);
    }
  }

  /** Lets those that are there look often enough. */
  private static void settle(List<Simulated> workers, Map<String, Part> said, Random random) {
    workers.forEach(worker -> worker.age = OLD);
    for (int n = 0; n < 400 * workers.size(); n++) {
      workers.get(random.nextInt(workers.size())).step(said);
    }
  }
}

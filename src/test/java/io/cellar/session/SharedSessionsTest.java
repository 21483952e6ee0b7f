package io.cellar.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.cell.ReadOptions;
import io.cellar.cell.VolatileCells;
import io.cellar.engine.BlockUnavailableException;
import io.cellar.engine.Priority;
import io.cellar.engine.SourceMode;
import io.cellar.sample.BlockServer;
import io.cellar.sample.FaultPlan;
import io.cellar.sample.SampleDescription;
import io.cellar.sample.ServerOptions;
import io.cellar.store.Coverage;
import io.cellar.store.FilesetStore;
import io.cellar.volume.MultiLevelVolume;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One volume that several in a process have open, from a loopback server. */
class SharedSessionsTest {
  private static final ReadOptions HASTY =
      ReadOptions.DEFAULT.withWaitForHost(Duration.ofSeconds(20));

  @TempDir Path folder;
  private final NumberedVolume served = new NumberedVolume();
  private BlockServer server;
  private Path description;
  private Volumes volumes;

  @BeforeEach
  void serve() throws IOException {
    server = BlockServer.start(Map.of("v", served), ServerOptions.DEFAULT);
    description =
        SampleDescription.of(server, "v", NumberedVolume.BLOCK).write(folder.resolve("caches"));
    volumes = SampleVolumes.hasty(folder.resolve("home"));
  }

  @AfterEach
  void close() {
    served.gate.countDown();
    volumes.close();
    server.close();
  }

  private LevelSessions open(boolean cacheOnly) throws Exception {
    return volumes.openAll(volumes.describe(description.toString(), true), cacheOnly);
  }

  private static double read(LevelSessions sessions, long block) throws InterruptedException {
    Roi roi = sessions.finest().blocks().grid().roi(block);
    return sessions
        .finest()
        .reader(HASTY)
        .read(Roi.at(roi.start(), new long[] {1, 1, 1}))
        .toDouble(0);
  }

  private static Coverage.State coverage(LevelSessions sessions, long block) {
    return sessions.finest().blocks().coverage().get(block);
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "it did not come about in 20 s");
      LockSupport.parkNanos(200_000);
    }
  }

  private static boolean isCoverageSaved(LevelSessions sessions) {
    Path root = sessions.finest().description().cache().root();
    return Files.exists(root.resolve(".cellar/coverage.bin"));
  }

  /** When nothing is open. */
  private List<Path> locks() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("caches"))) {
      return all.filter(file -> file.getFileName().toString().endsWith(".lock")).toList();
    }
  }

  @Test
  void whatOneHasFetchedTheOtherSeesAtOnce() throws Exception {
    try (LevelSessions first = open(false);
        VolatileCells seen = first.finest().cells()) {
      assertEquals(5, read(first, 5));
      assertTrue(seen.get(5, Priority.visible(0, 0)).isPresent() || awaited(seen, 5));
      assertFalse(isCoverageSaved(first));
      try (LevelSessions second = open(false);
          VolatileCells cells = second.finest().cells()) {
        assertEquals(first.finest().fileset(), second.finest().fileset());
        await(() -> coverage(second, 5) == Coverage.State.AVAILABLE);
        assertTrue(cells.peek(5).isPresent(), "not in the memory of both");
        assertEquals(6, read(second, 6));
        await(() -> coverage(first, 6) == Coverage.State.AVAILABLE);
      }
      assertEquals(2, served.asked.get());
    }
  }

  private static boolean awaited(VolatileCells cells, long block) {
    await(() -> cells.holds(block));
    return true;
  }

  @Test
  void aBlockInFlightIsAskedForOnce() throws Exception {
    served.gate = new CountDownLatch(1);
    try (LevelSessions first = open(false);
        LevelSessions second = open(false);
        VolatileCells one = first.finest().cells();
        VolatileCells other = second.finest().cells()) {
      one.get(7, Priority.visible(0, 0));
      await(() -> served.asked.get() == 1);
      other.get(7, Priority.visible(0, 0));
      assertTrue(one.isPending(7) && other.isPending(7));
      served.gate.countDown();
      await(() -> !one.isPending(7) && !other.isPending(7));
      assertTrue(one.holds(7) && other.holds(7));
      assertEquals(7, other.peek(7).orElseThrow().toDouble(0));
    }
    assertEquals(1, served.asked.get());
    assertEquals(
        1, server.log().requestsByPath().values().stream().mapToInt(n -> n).max().orElse(0));
  }

  @Test
  void whenOneLeavesTheOtherGoesOnAndTheLastSavesAll() throws Exception {
    LevelSessions first = open(false);
    LevelSessions second = open(false);
    int fileset = first.finest().fileset();
    read(first, 1);
    first.close();
    first.close();
    assertFalse(isCoverageSaved(second));
    assertEquals(SourceMode.ONLINE, second.sourceMode());
    assertEquals(2, read(second, 2));
    assertEquals(1, read(second, 1));
    assertEquals(2, served.asked.get());
    second.close();
    assertTrue(isCoverageSaved(second));
    assertEquals(List.of(), locks());
    assertEquals(SourceMode.CACHE_ONLY, volumes.engine().mode(fileset));
    try (LevelSessions again = open(false)) {
      assertNotEquals(fileset, again.finest().fileset());
      assertTrue(again.finest().cache().orElseThrow().coverageWasKnown());
      assertEquals(Coverage.State.AVAILABLE, coverage(again, 1));
      assertEquals(2, read(again, 2));
      assertEquals(3, read(again, 3));
    }
    assertEquals(3, served.asked.get());
  }

  @Test
  void whatOneWaitsForComesAlthoughTheOtherLeaves() throws Exception {
    served.gate = new CountDownLatch(1);
    LevelSessions first = open(false);
    try (LevelSessions second = open(false);
        VolatileCells kept = second.finest().cells()) {
      try (VolatileCells gone = first.finest().cells()) {
        gone.get(8, Priority.visible(0, 0));
        gone.get(9, Priority.visible(0, 0));
        kept.get(9, Priority.visible(0, 0));
        await(() -> served.asked.get() == 2);
      }
      first.close();
      await(() -> volumes.engine().stats().hosts().stream().mapToInt(h -> h.active()).sum() == 1);
      served.gate.countDown();
      await(() -> kept.holds(9));
      await(() -> coverage(second, 9) == Coverage.State.AVAILABLE);
      assertEquals(Coverage.State.UNKNOWN, coverage(second, 8), "nobody waits for it any more");
    }
  }

  @Test
  void whatCouldNotBeHadIsTriedAnewForWhoOpensItBesides() throws Exception {
    server.setFaults(FaultPlan.always("403"));
    try (LevelSessions first = open(false)) {
      assertThrows(BlockUnavailableException.class, () -> read(first, 0));
      server.setFaults(FaultPlan.NONE);
      assertThrows(BlockUnavailableException.class, () -> read(first, 0), "it was asked again");
      try (LevelSessions second = open(false)) {
        assertEquals(first.finest().fileset(), second.finest().fileset());
        assertEquals(0, read(second, 0));
        assertEquals(9, read(first, 9));
      }
    }
  }

  @Test
  void manyOpenReadAndCloseItAtTheSameTime() throws Exception {
    long seed = 11_29;
    MultiLevelVolume volume = volumes.describe(description.toString(), true);
    Map<Integer, Integer> held = new HashMap<>();
    ExecutorService threads = Executors.newCachedThreadPool();
    List<Future<?>> users = new ArrayList<>();
    for (int n = 0; n < 5; n++) {
      Random random = new Random(seed + n);
      users.add(
          threads.submit(
              () -> {
                for (int i = 0; i < 40; i++) {
                  try (LevelSessions sessions = volumes.openAll(volume, false)) {
                    int fileset = sessions.finest().fileset();
                    synchronized (held) {
                      held.merge(fileset, 1, Integer::sum);
                      assertEquals(1, held.size(), "two at a time, seed " + seed);
                    }
                    int block = random.nextInt(64);
                    assertEquals(block, read(sessions, block), "seed " + seed);
                    synchronized (held) {
                      held.computeIfPresent(fileset, (_, count) -> count == 1 ? null : count - 1);
                    }
                  }
                }
                return null;
              }));
    }
    for (Future<?> user : users) {
      user.get(60, TimeUnit.SECONDS);
    }
    threads.shutdown();
    assertTrue(served.asked.get() <= 64, "some were fetched twice: " + served.asked);
    assertEquals(List.of(), locks());
    try (LevelSessions last = open(true)) {
      FilesetStore store = last.finest().cache().orElseThrow();
      assertEquals(served.asked.get(), store.coverage().count(Coverage.State.AVAILABLE));
    }
  }
}

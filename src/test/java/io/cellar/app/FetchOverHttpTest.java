package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import io.cellar.job.BlockFailure;
import io.cellar.job.BlockOrder;
import io.cellar.job.FetchFailedException;
import io.cellar.job.FetchOptions;
import io.cellar.job.RegionFetch;
import io.cellar.sample.BlockServer;
import io.cellar.sample.FaultPlan;
import io.cellar.sample.SampleDescription;
import io.cellar.sample.ServerOptions;
import io.cellar.sample.SyntheticVolume;
import io.cellar.session.LevelSessions;
import io.cellar.session.Volumes;
import io.cellar.session.Wiring;
import io.cellar.settings.Folders;
import io.cellar.settings.Settings;
import io.cellar.volume.Roi;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetches from a server on this computer, as the program puts them together. */
class FetchOverHttpTest {
  private static final Roi ALL = Roi.ofShape(128, 256, 256);
  private static final int BLOCKS = 512;
  private static final FetchOptions SCAN =
      FetchOptions.impatient(BlockOrder.SCAN, Duration.ofSeconds(30));

  @TempDir Path folder;
  private BlockServer server;
  private Volumes volumes;
  private LevelSessions sessions;

  @BeforeEach
  void open() throws Exception {
    server =
        BlockServer.start(
            Map.of("tissue", new SyntheticVolume().level(4)),
            ServerOptions.DEFAULT.withLatency(Duration.ofMillis(30)));
    Path description =
        SampleDescription.of(server, "tissue", new long[] {16, 32, 32})
            .write(folder.resolve("caches"));
    Folders folders =
        new Folders(
            folder.resolve("config"),
            folder.resolve("data"),
            folder.resolve("cache"),
            folder.resolve("state"));
    volumes = Wiring.volumes(folders, Settings.DEFAULT, 0);
    sessions = volumes.openAll(volumes.describe(description.toString(), true), false);
  }

  @AfterEach
  void close() {
    sessions.close();
    volumes.close();
    server.close();
  }

  private RegionFetch start() {
    return RegionFetch.start(sessions, "tissue", ALL, List.of(0), SCAN);
  }

  private static void until(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        fail("it did not come about within 30 s");
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Requests that are on the wire, or about to be. */
  private int onTheWire() {
    return sessions.finest().engine().stats().hosts().getFirst().active();
  }

  /** What the server is asked for after all that was on the wire has come. */
  private void assertAsksForNothing(long most) {
    until(() -> onTheWire() == 0);
    long asked = server.log().requests();
    assertTrue(asked <= most, asked + " requests, at most " + most + " were on the wire");
    // Longer than anything that is due within a second of it.
    long end = System.nanoTime() + Duration.ofMillis(1200).toNanos();
    until(() -> System.nanoTime() > end || server.log().requests() > asked);
    assertEquals(asked, server.log().requests());
  }

  @Test
  void aPausedFetchAsksForNothingMoreAndGoesOnWhereItWas() throws Exception {
    long before = server.log().requests();
    try (RegionFetch fetch = start()) {
      until(() -> fetch.progress().fetched() > 20);
      fetch.pause();
      long most = onTheWire() + server.log().requests();
      assertAsksForNothing(most);
      assertTrue(fetch.progress().notTried() > 0, "it was paused in the middle");
      fetch.resume();
      assertEquals(BLOCKS, fetch.submit().fetched());
      assertEquals(before + BLOCKS, server.log().requests(), "each block is asked for once");
    }
  }

  @Test
  void aCancelledFetchAsksForNothingMore() {
    try (RegionFetch fetch = start()) {
      until(() -> fetch.progress().fetched() > 20);
      fetch.cancel();
      long most = onTheWire() + server.log().requests();
      assertThrows(FetchFailedException.class, fetch::submit);
      assertAsksForNothing(most);
      assertTrue(fetch.progress().notTried() > 0, "it was cancelled in the middle");
    }
  }

  @Test
  void whatTheServerRefusesIsNamed() throws Exception {
    server.setFaults(FaultPlan.parse(List.of("402=0.02"), 5));
    try (RegionFetch fetch = start()) {
      FetchFailedException failed = assertThrows(FetchFailedException.class, fetch::submit);
      long count = failed.progress().failed();
      List<BlockFailure> failures = fetch.failures();
      assertEquals(count, failures.size());
      BlockFailure first = failures.getFirst();
      assertTrue(first.message().contains("402"), first.message());
      assertTrue(first.message().contains(server.origin()), first.message());
      assertEquals(
          count
              + " of 512 blocks of tissue could not be fetched"
              + (count == 1 ? ": " : "; the first: ")
              + first.message(),
          failed.getMessage());
      assertEquals(BLOCKS - count, failed.progress().fetched());
    }
  }
}

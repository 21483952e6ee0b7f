package io.cellar.faults;

import io.cellar.engine.EngineStats;
import io.cellar.job.BlockOrder;
import io.cellar.job.FetchOptions;
import io.cellar.job.FetchProgress;
import io.cellar.job.FetchState;
import io.cellar.job.RegionFetch;
import io.cellar.store.DiskHooks;
import io.cellar.volume.Block;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Disks that are full, read-only, or pulled away, or slow: rows 19, 20 and 27. */
final class DiskRows {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int BLOCKS = 128;

  /** Requests that a fetch has in front of the engine at most. */
  private static final int WINDOW = 256;

  private DiskRows() {}

  static List<FaultRow> rows() {
    return List.of(
        new FaultRow(19, "disk full at the n-th call, and a full tmpfs", DiskRows::full),
        new FaultRow(
            20,
            "cache read-only, out of inodes, deleted, a file, a link elsewhere",
            DiskRows::unusable),
        new FaultRow(27, "a disk that takes 50 ms for each write", DiskRows::slow));
  }

  private static void full(Score score, Scale scale) throws Exception {
    int most = scale.of(200, 4);
    int paused = 0;
    for (int n = 1; n <= most; n++) {
      paused += fullFrom(n * 2000 / most, score) ? 1 : 0;
    }
    score.remark(
        "%d fetches of %d blocks, full from another call on: %d paused with \"disk full\"",
        most, BLOCKS, paused);
    Optional<Mount> mount = Mount.tmpfs("size=4m");
    if (mount.isEmpty()) {
      score.remark("a real full disk was left out: mounting needs root");
      return;
    }
    try (Mount disk = mount.get()) {
      fullTmpfs(disk, score);
    }
  }

  /** Every call fails from the n-th on until the fetch has noticed; returns whether it has. */
  private static boolean fullFrom(int n, Score score) throws Exception {
    AtomicInteger calls = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    boolean[] freed = new boolean[1];
    try (FaultRig rig = new FaultRig(BLOCKS);
        Client client =
            rig.client(
                ClientOptions.usual()
                    .withDisk(
                        call -> {
                          boolean needsSpace = call != DiskHooks.Call.DELETE;
                          if (calls.incrementAndGet() >= n && needsSpace && !freed[0]) {
                            refused.incrementAndGet();
                            throw new FileSystemException("x", null, "No space left on device");
                          }
                        }));
        RegionFetch fetch = client.begin(FetchOptions.patient(BlockOrder.SCAN))) {
      Client.await(
          score,
          "\"disk full\"",
          () -> fetch.progress().state() == FetchState.WAITING_FOR_SPACE || fetch.done().isDone());
      boolean paused = fetch.progress().state() == FetchState.WAITING_FOR_SPACE;
      freed[0] = true;
      FetchProgress p = Client.end(fetch, score, PATIENCE);
      score.never(
          "blocks missing when there was space again", p.blocks() - p.fetched() - p.skipped());
      client.close();
      Oracle.Found found = rig.oracle().look(rig.root());
      score.deliver(found);
      score.never("leftovers", found.temporary().size());
      score.injected(refused.get());
      return paused;
    }
  }

  private static void fullTmpfs(Mount disk, Score score) throws Exception {
    Path ballast = disk.folder().resolve("ballast");
    Files.write(ballast, new byte[3 << 20]);
    try (FaultRig rig = new FaultRig(512);
        Client client =
            new Client(rig.description("", disk.folder() + "/blocks"), ClientOptions.usual());
        RegionFetch fetch = client.begin(FetchOptions.patient(BlockOrder.SCAN))) {
      Client.await(
          score,
          "a full tmpfs",
          () -> fetch.progress().state() == FetchState.WAITING_FOR_SPACE || fetch.done().isDone());
      long before = fetch.progress().fetched();
      score.injected(fetch.done().isDone() ? 0 : 1);
      score.judge(rig.oracle().look(disk.folder().resolve("blocks")));
      Files.delete(ballast);
      // What is left needs more than the 4 MiB: the fetch pauses again, and is given up.
      Client.await(score, "more blocks", () -> fetch.progress().fetched() > before + 20);
      fetch.cancel();
      client.close();
      Oracle.Found found = rig.oracle().look(disk.folder().resolve("blocks"));
      score.deliver(found);
      score.remark("tmpfs of 4 MiB: paused after %d blocks, %d when freed", before, found.files());
    }
  }

  /** What the network brings faster than the disk takes is not asked for. */
  private static void slow(Score score, Scale scale) throws Exception {
    int blocks = scale.of(4096, 256);
    long mostBytes = 0;
    long mostAhead = 0;
    int mostWaiting = 0;
    try (FaultRig rig = new FaultRig(blocks);
        Client client =
            rig.client(
                ClientOptions.usual()
                    .withParallel(64)
                    .withDisk(
                        call -> {
                          if (call == DiskHooks.Call.WRITE) {
                            score.injected(1);
                            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
                          }
                        }));
        RegionFetch fetch = client.begin(FetchOptions.patient(BlockOrder.SCAN))) {
      while (!fetch.done().isDone()) {
        EngineStats stats = client.engine().stats();
        mostBytes = Math.max(mostBytes, stats.bytesInFlight());
        mostWaiting = Math.max(mostWaiting, stats.writeQueue());
        long stored = fetch.progress().fetched();
        mostAhead = Math.max(mostAhead, rig.server().log().requests() - stored);
        score.require(
            stats.writeQueue() <= stats.writeQueueCapacity(),
            stats.writeQueue() + " blocks wait to be written");
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
      FetchProgress p = Client.end(fetch, score, PATIENCE);
      score.never("blocks that did not come", p.blocks() - p.fetched());
      score.require(
          mostAhead <= WINDOW, mostAhead + " blocks were ahead of the disk; bound " + WINDOW);
      long held = WINDOW * 6L * 1024; // a block of 8 x 16 x 16 bytes, its header and its answer's
      score.require(mostBytes <= held, mostBytes + " bytes were held; bound " + held);
      client.close();
      score.deliver(rig.oracle().look(rig.root()));
    }
    score.remark(
        "at most %d blocks asked for and not on disk, %d of them waiting to be written, %d KB held",
        mostAhead, mostWaiting, mostBytes / 1000);
  }

  private static void unusable(Score score, Scale scale) throws Exception {
    List<String> skipped = new java.util.ArrayList<>();
    mounted("read-only", "size=4m", score, skipped);
    mounted("no inodes", "size=8m,nr_inodes=8", score, skipped);
    pulledAway(score);
    afile(score);
    link(score);
    skipped.forEach(score::remark);
  }

  private static void mounted(String kind, String options, Score score, List<String> skipped)
      throws Exception {
    Optional<Mount> mount = Mount.tmpfs(options);
    if (mount.isEmpty()) {
      skipped.add(kind + " left out: mounting needs root");
      return;
    }
    try (Mount disk = mount.get();
        FaultRig rig = new FaultRig(8)) {
      Path root = disk.folder().resolve("blocks");
      if (kind.equals("read-only")) {
        Files.createDirectories(root);
        disk.readOnly();
      }
      try (Client client =
          new Client(rig.description("", root.toString()), ClientOptions.usual())) {
        seeAll(kind, client, rig, score);
        told(kind, client, score);
      }
      score.injected(1);
      score.judge(rig.oracle().look(root));
    }
  }

  private static void seeAll(String kind, Client client, FaultRig rig, Score score)
      throws Exception {
    for (long index = 0; index < client.blocks(); index++) {
      Optional<Block> block = client.see(index, score, PATIENCE);
      score.never("blocks not shown", block.isPresent() ? 0 : 1);
      if (block.isPresent()) {
        score.wrongVoxels(
            rig.oracle()
                .wrongVoxels(client.store().grid().roi(index), (short[]) block.get().values()));
        score.delivered(1);
      }
    }
  }

  /** A fetch into such a cache ends, and tells why. */
  private static void told(String kind, Client client, Score score) throws Exception {
    FetchOptions impatient = FetchOptions.impatient(BlockOrder.SCAN, Duration.ofSeconds(10));
    try (RegionFetch fetch = client.begin(impatient)) {
      FetchProgress p = Client.end(fetch, score, PATIENCE);
      String why = p.stoppedBy().map(Throwable::getMessage).orElse(p.failures().toString());
      score.require(p.failed() > 0, kind + ": nothing failed: " + p);
      score.require(
          why.contains("disk") || why.contains("cache"), kind + ": no word of the disk: " + why);
      score.remark("%s: \"%s\"", kind, why.length() > 120 ? why.substring(0, 120) + "…" : why);
    }
  }

  private static void pulledAway(Score score) throws Exception {
    try (FaultRig rig = new FaultRig(64);
        Client client = rig.client(ClientOptions.usual().withParallel(2));
        RegionFetch fetch = client.begin(FetchOptions.patient(BlockOrder.SCAN))) {
      Client.await(score, "some blocks", () -> fetch.progress().fetched() > 8);
      Path away = rig.root().resolveSibling("away");
      Files.move(rig.root(), away);
      score.injected(1);
      Client.end(fetch, score, PATIENCE);
      score.judge(rig.oracle().look(away));
      seeAll("deleted", client, rig, score);
      client.fetchAll(score, PATIENCE);
      score.deliver(rig.oracle().look(rig.root()));
    }
  }

  private static void afile(Score score) throws Exception {
    try (FaultRig rig = new FaultRig(8)) {
      Files.writeString(rig.root(), "a file where the cache should be");
      try (Client client = rig.client(ClientOptions.usual())) {
        seeAll("a file", client, rig, score);
        told("a file", client, score);
      }
      score.injected(1);
      score.require(Files.isRegularFile(rig.root()), "the file was replaced");
    }
  }

  private static void link(Score score) throws Exception {
    try (FaultRig rig = new FaultRig(8);
        Scratch elsewhere = new Scratch()) {
      Files.createDirectories(rig.root());
      Files.createSymbolicLink(rig.root().resolve("z_00000000"), elsewhere.folder());
      try (Client client = rig.client(ClientOptions.usual())) {
        seeAll("a link", client, rig, score);
        told("a link", client, score);
      }
      score.injected(1);
      score.require(isEmpty(elsewhere.folder()), "something was written through a link");
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (var entries = Files.list(folder)) {
      return entries.findAny().isEmpty();
    }
  }
}

package io.cellar.faults;

import io.cellar.engine.BlockEngine;
import io.cellar.engine.DownloadEngine;
import io.cellar.engine.Priority;
import io.cellar.engine.Requester;
import io.cellar.job.BlockOrder;
import io.cellar.job.FetchOptions;
import io.cellar.job.FetchProgress;
import io.cellar.job.FetchTarget;
import io.cellar.job.RegionFetch;
import io.cellar.source.BlockSource;
import io.cellar.source.HttpFetcher;
import io.cellar.source.HttpSettings;
import io.cellar.source.SocketHttpFetcher;
import io.cellar.store.DiskHooks;
import io.cellar.store.FilesetStore;
import io.cellar.volume.Block;
import io.cellar.volume.BlockKey;
import io.cellar.volume.VolumeDescription;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** What downloads a volume: store, source and engine, as the program puts them together. */
final class Client implements AutoCloseable {
  private final HttpFetcher http;
  private final BlockSource source;
  private final FilesetStore store;
  private final DownloadEngine engine;
  private final int fileset;

  Client(VolumeDescription volume, ClientOptions options) throws IOException {
    this(volume, options, Wire.BOXES);
  }

  /** Asking in one way or the other. */
  Client(VolumeDescription volume, ClientOptions options, Wire wire) throws IOException {
    this(volume, options, DiskHooks.open(volume, options.store(), options.disk()), wire);
  }

  /** On a store that somebody else has opened. */
  Client(VolumeDescription volume, ClientOptions options, FilesetStore store) throws IOException {
    this(volume, options, store, Wire.BOXES);
  }

  private Client(VolumeDescription volume, ClientOptions options, FilesetStore store, Wire wire)
      throws IOException {
    this.http = new SocketHttpFetcher(HttpSettings.defaults().withDeadlines(options.deadlines()));
    this.source = wire.source(volume, http);
    this.store = store;
    this.engine = new DownloadEngine(options.engine(), options.time().get());
    this.fileset = engine.open(store, Optional.of(store), Optional.of(source), 0);
  }

  FilesetStore store() {
    return store;
  }

  BlockSource source() {
    return source;
  }

  BlockEngine engine() {
    return engine;
  }

  BlockKey key(long index) {
    return new BlockKey(fileset, index);
  }

  long blocks() {
    return store.grid().count();
  }

  /** Begins to fetch all. */
  RegionFetch begin(FetchOptions options) {
    FetchTarget target =
        new FetchTarget(fileset, store, Optional.of(store), 0, store.geometry().storedView());
    return RegionFetch.start(engine, engine.time(), "all", List.of(target), options);
  }

  /**
   * Fetches all and waits for the end. Blocks that were neither had nor refused count as lost, a
   * fetch that does not end as hung.
   */
  FetchProgress fetchAll(Score score, Duration limit) throws InterruptedException {
    try (RegionFetch fetch = begin(FetchOptions.patient(BlockOrder.SCAN))) {
      return end(fetch, score, limit);
    }
  }

  /** The same, but a host that is in trouble is not waited for without end. */
  FetchProgress fetchAllSoon(Score score, Duration limit) throws InterruptedException {
    Duration wait = limit.dividedBy(20);
    try (RegionFetch fetch = begin(FetchOptions.impatient(BlockOrder.SCAN, wait))) {
      return end(fetch, score, limit);
    }
  }

  /** Waits for the end of a fetch. */
  static FetchProgress end(RegionFetch fetch, Score score, Duration limit)
      throws InterruptedException {
    score.limit(limit);
    try {
      FetchProgress p = fetch.done().get(limit.toNanos(), TimeUnit.NANOSECONDS);
      if (p.stoppedBy().isEmpty()) {
        score.lost(p.blocks() - p.done(), "blocks of a fetch that is " + p.state());
      }
      return p;
    } catch (TimeoutException e) {
      score.hung("a fetch after " + limit.toSeconds() + " s: " + fetch.progress());
      return fetch.progress();
    } catch (ExecutionException e) {
      throw new AssertionError("a fetch never fails", e);
    }
  }

  /** Waits until something can be observed; notes a hang if it does not come about. */
  static void await(Score score, String what, Observation condition) throws Exception {
    score.limit(FaultRig.PATIENCE);
    long end = System.nanoTime() + FaultRig.PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        score.hung(what);
        return;
      }
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Something that is or is not. */
  interface Observation {
    boolean holds() throws Exception;
  }

  /**
   * Fetches all, and again what failed, until nothing fails.
   *
   * @return blocks that failed on the way
   */
  long fetchUntilWhole(Score score, Duration limit) throws InterruptedException {
    long failed = 0;
    for (int round = 0; round < 10; round++) {
      FetchProgress p = fetchAll(score, limit);
      if (p.failed() == 0) {
        score.require(p.fetched() + p.skipped() == p.blocks(), "not whole: " + p);
        return failed;
      }
      failed += p.failed();
    }
    score.violation("blocks still fail in the tenth round");
    return failed;
  }

  /**
   * Voxels for somebody who looks at a block; empty with the reason noted if they cannot be had.
   */
  Optional<Block> see(long index, Score score, Duration limit) throws InterruptedException {
    score.limit(limit);
    try (Requester requester = engine.requester("view")) {
      return Optional.of(
          requester
              .request(key(index), Priority.visible(0, 0))
              .block()
              .get(limit.toNanos(), TimeUnit.NANOSECONDS));
    } catch (ExecutionException | CancellationException e) {
      return Optional.empty();
    } catch (TimeoutException e) {
      score.hung("block " + index + " after " + limit.toSeconds() + " s");
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    engine.release(fileset);
    engine.close();
    http.close();
    store.close();
  }
}

package io.cellar.download.bulk;

import io.cellar.download.BlockEngine;
import io.cellar.download.BlockListener;
import io.cellar.download.BlockUnavailableException;
import io.cellar.download.EngineTime;
import io.cellar.download.Party;
import io.cellar.download.Priority;
import io.cellar.download.SourceMode;
import io.cellar.download.Stored;
import io.cellar.store.Coverage;
import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;
import java.util.Comparator;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Fetches regions into the cache: a virtual thread walks through the plan and keeps a window of
 * bulk requests in front of the engine. Thread-safe.
 *
 * <p>Absent and failed blocks are counted and passed over. What concerns all blocks (access denied,
 * a wrong address, a host that stays away, a full disk unless it is to be waited for) ends the
 * fetch. While nothing may be requested, a fetch that waits for hosts without end stands still.
 */
public final class BulkFetch implements AutoCloseable {
  private final BlockEngine engine;
  private final List<FetchTarget> targets;
  private final FetchOptions options;
  private final Party party;
  private final Gate gate;
  private final Pace pace;
  private final Tally tally;
  private final Semaphore window;
  private final BlockListener listener = new ModeWatch();
  private final Queue<BlockKey> again = new ConcurrentLinkedQueue<>();
  private final AtomicLong order = new AtomicLong();
  private final CompletableFuture<FetchProgress> done = new CompletableFuture<>();

  private BulkFetch(
      BlockEngine engine,
      EngineTime time,
      String name,
      List<FetchTarget> targets,
      FetchOptions options) {
    this.engine = engine;
    this.targets = arranged(targets, options.order());
    this.options = options;
    this.party = engine.party(name, options.waitForHost());
    this.tally =
        new Tally(
            time,
            targets.stream()
                .map(t -> FetchEstimate.of(t.store(), t.stored()))
                .reduce(new FetchEstimate(0, 0, 0, 0, 0), FetchEstimate::plus));
    this.gate = new Gate(options.startPaused());
    this.pace = new Pace(options.bytesPerSecond(), time);
    this.window = new Semaphore(options.window());
  }

  /** Begins to fetch regions, one after the other. */
  public static BulkFetch start(
      BlockEngine engine,
      EngineTime time,
      String name,
      List<FetchTarget> targets,
      FetchOptions options) {
    BulkFetch fetch = new BulkFetch(engine, time, name, targets, options);
    engine.addListener(fetch.listener);
    fetch.look();
    Thread.ofVirtual().name("cellar-bulk-" + name).start(fetch::run);
    return fetch;
  }

  /** How far it is. */
  public FetchProgress progress() {
    return tally.progress(state(), gate.stoppedBy());
  }

  /** Completes with the last progress when it is over, however it ended; never exceptionally. */
  public CompletableFuture<FetchProgress> done() {
    return done;
  }

  /** Asks for nothing more; what is on its way arrives. */
  public void pause() {
    if (gate.pause()) {
      work();
    }
  }

  public void resume() {
    if (gate.resume()) {
      work();
    }
  }

  /** Gives up what is not here yet. May be called at any time. */
  public void cancel() {
    gate.cancel();
    party.close();
  }

  @Override
  public void close() {
    cancel();
  }

  private void run() {
    try {
      for (FetchTarget target : targets) {
        fetch(target);
      }
      finishOutstanding();
    } catch (CancellationException e) {
      party.close();
    } catch (InterruptedException | RuntimeException | Error e) {
      stop(e);
    }
    engine.removeListener(listener);
    gate.finish();
    work();
    party.close();
    done.complete(progress());
  }

  private void fetch(FetchTarget target) throws InterruptedException {
    PrimitiveIterator.OfLong blocks = options.order().over(target.store().grid(), target.stored());
    boolean first = true;
    while (blocks.hasNext()) {
      BlockKey key = new BlockKey(target.fileset(), blocks.nextLong());
      Coverage.State known = target.store().coverage().get(key.index());
      if (known == Coverage.State.ABSENT && !options.retryAbsent()) {
        tally.absent();
      } else if (known == Coverage.State.FAILED && !options.retryFailed()) {
        tally.failed(new IllegalStateException("failed before"));
      } else {
        // Whoever starts a fetch wants a source asked that had been given up.
        if (first || known == Coverage.State.ABSENT || known == Coverage.State.FAILED) {
          engine.retry(key);
        }
        first = false;
        request(key);
      }
      gate.check();
    }
  }

  private void request(BlockKey key) throws InterruptedException {
    gate.await();
    window.acquire();
    pace.await(gate);
    gate.await();
    long expected = pace.ask();
    party
        .store(key, Priority.bulk(order.getAndIncrement()))
        .stored()
        .whenComplete((stored, failure) -> landed(key, expected, stored, failure));
  }

  /** Waits for what is on its way, asking again for what did not fit on the disk. */
  private void finishOutstanding() throws InterruptedException {
    do {
      BlockKey key;
      while ((key = again.poll()) != null) {
        request(key);
      }
      window.acquire(options.window());
      window.release(options.window());
    } while (!again.isEmpty());
    gate.check();
  }

  private void landed(BlockKey key, long expected, Stored stored, Throwable failure) {
    pace.landed(expected, stored == null ? 0 : stored.bytes());
    if (failure == null) {
      tally.stored(stored);
    } else if (failure instanceof BlockUnavailableException e) {
      unavailable(key, e);
    } else if (failure instanceof CancellationException) {
      gate.cancel();
    } else {
      tally.failed(failure);
    }
    window.release();
  }

  private void unavailable(BlockKey key, BlockUnavailableException failure) {
    switch (failure.reason()) {
      case ABSENT -> tally.absent();
      case DISK_FULL -> {
        if (options.waitForSpace()) {
          again.add(key);
        } else {
          tally.failed(failure);
          stop(failure);
        }
      }
      case ACCESS_DENIED, WRONG_ADDRESS, HOST_UNREACHABLE -> {
        tally.failed(failure);
        stop(failure);
      }
      case OFFLINE -> {
        if (waits()) {
          again.add(key);
          look();
        } else {
          tally.failed(failure);
          stop(failure);
        }
      }
      case FAILED -> tally.failed(failure);
    }
  }

  private boolean waits() {
    return options.waitForHost().equals(BlockEngine.WITHOUT_END);
  }

  /** Stands still while one of the filesets may not be asked for. */
  private synchronized void look() {
    gate.hold(
        waits()
            && targets.stream().anyMatch(t -> engine.mode(t.fileset()) == SourceMode.CACHE_ONLY));
    work();
  }

  /** The clock runs only while something may happen. */
  private void work() {
    tally.working(gate.state() == FetchState.RUNNING && !gate.isHeld());
  }

  private final class ModeWatch implements BlockListener {
    @Override
    public void changed(BlockKey key, BlockState state) {}

    @Override
    public void modeChanged(int fileset, SourceMode mode) {
      if (targets.stream().anyMatch(t -> t.fileset() == fileset)) {
        look();
      }
    }
  }

  private void stop(Throwable why) {
    gate.stop(why);
    party.close();
  }

  private FetchState state() {
    FetchState state = gate.state();
    if (state != FetchState.RUNNING) {
      return state;
    }
    if (gate.isHeld()) {
      return FetchState.OFFLINE;
    }
    io.cellar.download.DownloadStats stats = engine.stats();
    if (stats.diskFull()) {
      return FetchState.WAITING_FOR_SPACE;
    }
    boolean away = stats.hosts().stream().anyMatch(h -> h.pausedUntil().isPresent());
    return away ? FetchState.WAITING_FOR_HOST : state;
  }

  private static List<FetchTarget> arranged(List<FetchTarget> targets, BlockOrder order) {
    return order == BlockOrder.COARSE
        ? targets.stream().sorted(Comparator.comparingInt(FetchTarget::level).reversed()).toList()
        : List.copyOf(targets);
  }
}

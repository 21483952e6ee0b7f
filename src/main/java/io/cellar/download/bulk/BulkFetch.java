package io.cellar.download.bulk;

import io.cellar.download.BlockEngine;
import io.cellar.download.BlockListener;
import io.cellar.download.BlockUnavailableException;
import io.cellar.download.EngineTime;
import io.cellar.download.Party;
import io.cellar.download.Priority;
import io.cellar.download.SourceMode;
import io.cellar.download.Stored;
import io.cellar.source.SourceException;
import io.cellar.store.Coverage;
import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
 * <p>Absent and failed blocks are counted and passed over; at the end, those that failed for
 * passing reasons are asked for again, until that brings nothing more. What concerns all blocks
 * (access denied, a wrong address, a host that stays away, a full disk unless it is to be waited
 * for) ends the fetch. While nothing may be requested, a fetch that waits for hosts without end
 * stands still.
 */
public final class BulkFetch implements AutoCloseable {
  /** Further rounds for blocks that failed begin for so long after the first one. */
  private static final Duration FURTHER_ROUNDS = Duration.ofMinutes(30);

  /** A block that is asked for, and as what it was counted if it has failed before. */
  private record Asked(BlockKey key, Optional<String> failedAs) {}

  private final BlockEngine engine;
  private final EngineTime time;
  private final List<FetchTarget> targets;
  private final FetchOptions options;
  private final Party party;
  private final Gate gate;
  private final Pace pace;
  private final Tally tally;
  private final Semaphore window;
  private final BlockListener listener = new ModeWatch();
  private volatile Leftovers leftovers = new Leftovers();
  private final Queue<Asked> again = new ConcurrentLinkedQueue<>();
  private final AtomicLong order = new AtomicLong();
  private final CompletableFuture<FetchProgress> done = new CompletableFuture<>();

  private BulkFetch(
      BlockEngine engine,
      EngineTime time,
      String name,
      List<FetchTarget> targets,
      FetchOptions options) {
    this.engine = engine;
    this.time = time;
    this.targets = arranged(targets, options.order());
    this.options = options;
    this.party = engine.party(name, options.waitForHost());
    this.tally =
        new Tally(
            time,
            targets.stream()
                .map(t -> FetchEstimate.of(t.reader(), t.stored()))
                .reduce(new FetchEstimate(0, 0, 0, 0, 0), FetchEstimate::plus));
    this.gate = new Gate(options.startPaused());
    this.party.hold(options.startPaused());
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

  /** Asks for nothing more from now on; what is on the wire arrives. */
  public synchronized void pause() {
    if (gate.pause()) {
      party.hold(true);
      work();
    }
  }

  /** Goes on, with what a pause took back too. */
  public synchronized void resume() {
    if (gate.state() == FetchState.PAUSED) {
      party.hold(false);
      gate.resume();
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
      goRoundAgain();
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
    PrimitiveIterator.OfLong blocks = options.order().over(target.reader().grid(), target.stored());
    boolean first = true;
    while (blocks.hasNext()) {
      BlockKey key = new BlockKey(target.fileset(), blocks.nextLong());
      Coverage.State known = target.reader().coverage().get(key.index());
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
        request(new Asked(key, Optional.empty()));
      }
      gate.check();
    }
  }

  private void request(Asked asked) throws InterruptedException {
    gate.await();
    window.acquire();
    pace.await(gate);
    gate.await();
    long expected = pace.ask();
    party
        .store(asked.key, Priority.bulk(order.getAndIncrement()))
        .stored()
        .whenComplete((stored, failure) -> landed(asked, expected, stored, failure));
  }

  /** Waits for what is on its way, asking again for what was taken back or did not fit. */
  private void finishOutstanding() throws InterruptedException {
    do {
      Asked asked;
      while ((asked = again.poll()) != null) {
        request(asked);
      }
      window.acquire(options.window());
      window.release(options.window());
    } while (!again.isEmpty());
    gate.check();
  }

  /** Asks for what failed for passing reasons, as long as that brings anything. */
  private void goRoundAgain() throws InterruptedException {
    long end = time.nanos() + FURTHER_ROUNDS.toNanos();
    Leftovers round;
    do {
      round = leftovers;
      leftovers = new Leftovers();
      for (int i = 0; i < round.size() && time.nanos() - end < 0; i++) {
        gate.await();
        engine.retry(round.key(i));
        request(new Asked(round.key(i), Optional.of(round.kind(i))));
      }
      finishOutstanding();
    } while (leftovers.size() > 0 && leftovers.size() < round.size() && time.nanos() - end < 0);
  }

  private void landed(Asked asked, long expected, Stored stored, Throwable failure) {
    pace.landed(expected, stored == null ? 0 : stored.bytes());
    if (failure == null) {
      count(asked, () -> tally.stored(stored));
    } else if (failure instanceof BlockUnavailableException e) {
      unavailable(asked, e);
    } else if (failure instanceof CancellationException) {
      gate.cancel();
    } else {
      failed(asked, failure);
    }
    window.release();
  }

  private void unavailable(Asked asked, BlockUnavailableException failure) {
    switch (failure.reason()) {
      case ABSENT -> count(asked, tally::absent);
      case HELD -> again.add(asked);
      case DISK_FULL -> {
        if (options.waitForSpace()) {
          again.add(asked);
        } else {
          failed(asked, failure);
          stop(failure);
        }
      }
      case ACCESS_DENIED, WRONG_ADDRESS, HOST_UNREACHABLE -> {
        failed(asked, failure);
        stop(failure);
      }
      case OFFLINE -> {
        if (waits()) {
          again.add(asked);
          look();
        } else {
          failed(asked, failure);
          stop(failure);
        }
      }
      case FAILED -> {
        failed(asked, failure);
        if (failure.getCause() instanceof SourceException.OutOfResources) {
          stop(failure);
        }
      }
    }
  }

  private void failed(Asked asked, Throwable why) {
    count(
        asked,
        () -> {
          String kind = tally.failed(why);
          if (why instanceof BlockUnavailableException e && e.passing()) {
            leftovers.add(asked.key, kind);
          }
        });
  }

  private void count(Asked asked, Runnable end) {
    asked.failedAs.ifPresentOrElse(kind -> tally.instead(kind, end), end);
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

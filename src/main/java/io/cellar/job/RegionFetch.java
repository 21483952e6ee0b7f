package io.cellar.job;

import io.cellar.engine.BlockEngine;
import io.cellar.engine.BlockListener;
import io.cellar.engine.BlockUnavailableException;
import io.cellar.engine.EngineTime;
import io.cellar.engine.Priority;
import io.cellar.engine.Requester;
import io.cellar.engine.SourceMode;
import io.cellar.engine.Stored;
import io.cellar.session.LevelSessions;
import io.cellar.session.VolumeSession;
import io.cellar.source.SourceException;
import io.cellar.store.Coverage;
import io.cellar.thread.Threads;
import io.cellar.volume.BlockKey;
import io.cellar.volume.Roi;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
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
public final class RegionFetch implements AutoCloseable {
  /** Further rounds for blocks that failed begin for so long after the first one. */
  private static final Duration FURTHER_ROUNDS = Duration.ofMinutes(30);

  /** A block that is asked for, and as what it was counted if it has failed before. */
  private record Asked(BlockKey key, Optional<String> failedAs) {}

  private final BlockEngine engine;
  private final EngineTime time;
  private final List<FetchTarget> targets;
  private final FetchOptions options;
  private final Requester requester;
  private final Gate gate;
  private final Pace pace;
  private final FetchCounts counts;
  private final RequestWindow window;
  private final EmptyFiles emptyFiles;
  private final BlockListener listener;
  private volatile Leftovers leftovers = new Leftovers();

  /** What was told last while it ran. */
  private volatile FetchState running = FetchState.RUNNING;

  private final Queue<Asked> again = new ConcurrentLinkedQueue<>();
  private final AtomicLong order = new AtomicLong();
  private final CompletableFuture<FetchProgress> done = new CompletableFuture<>();

  private RegionFetch(
      BlockEngine engine,
      EngineTime time,
      String name,
      List<FetchTarget> targets,
      FetchOptions options) {
    this.engine = engine;
    this.time = time;
    this.targets = options.order().over(targets);
    this.options = options;
    this.requester = engine.requester(name, options.waitForHost());
    this.counts = new FetchCounts(time, FetchEstimate.of(targets));
    this.gate = new Gate(options.startPaused());
    this.requester.hold(options.startPaused());
    this.pace = new Pace(options.bytesPerSecond(), time);
    this.window = new RequestWindow(options.window());
    this.emptyFiles = new EmptyFiles(targets);
    this.listener = new ModeWatch(targets, this::look);
  }

  /**
   * Begins to fetch what is missing of a box of one level.
   *
   * @param name what it is called in messages
   * @param view the box in the level's view coordinates
   */
  public static RegionFetch start(
      VolumeSession session, String name, Roi view, FetchOptions options) {
    List<FetchTarget> target = List.of(FetchTarget.of(session, view));
    return start(session.engine(), session.time(), name, target, options);
  }

  /**
   * Begins to fetch what is missing of the same region of several levels, one after the other.
   *
   * @param view in the finest level's view coordinates
   * @param levels their numbers
   */
  public static RegionFetch start(
      LevelSessions sessions, String name, Roi view, List<Integer> levels, FetchOptions options) {
    VolumeSession any = sessions.finest();
    List<FetchTarget> targets = FetchTarget.of(sessions, view, levels);
    return start(any.engine(), any.time(), name, targets, options);
  }

  /** Begins to fetch regions of an engine's filesets, one after the other. */
  public static RegionFetch start(
      BlockEngine engine,
      EngineTime time,
      String name,
      List<FetchTarget> targets,
      FetchOptions options) {
    RegionFetch fetch = new RegionFetch(engine, time, name, targets, options);
    engine.addListener(fetch.listener);
    fetch.look();
    Threads.virtual("cellar-bulk-" + name, fetch::run).start();
    return fetch;
  }

  /** How far it is. Never waits for the engine. */
  public FetchProgress progress() {
    FetchState state = FetchState.of(gate, engine, running);
    running = state.isRunning() ? state : running;
    return counts.progress(state, gate.stoppedBy());
  }

  /** Completes with the last progress when it is over, however it ended; never exceptionally. */
  public CompletableFuture<FetchProgress> done() {
    return done;
  }

  /** Asks for nothing more from now on; what is on the wire arrives. */
  public synchronized void pause() {
    if (gate.pause()) {
      requester.hold(true);
      work();
    }
  }

  /** Goes on, with what a pause took back too. */
  public synchronized void resume() {
    if (gate.state() == FetchState.PAUSED) {
      requester.hold(false);
      gate.resume();
      work();
    }
  }

  /** Gives up what is not here yet. May be called at any time. */
  public void cancel() {
    gate.cancel();
    requester.close();
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
      requester.close();
    } catch (InterruptedException | RuntimeException | Error e) {
      stop(e);
    }
    FetchTarget.settle(targets).ifPresent(this::stop);
    engine.removeListener(listener);
    gate.finish();
    work();
    requester.close();
    emptyFiles.close();
    done.complete(progress());
  }

  private void fetch(FetchTarget target) throws InterruptedException {
    boolean first = true;
    try (PresentBlocks present = new PresentBlocks(gate, target, options)) {
      while (present.hasMore()) {
        gate.await();
        long[] missing = present.passOver();
        counts.skipped(present.passed(), present.passedEmpty());
        for (long block : missing) {
          first &= !ask(target, block, first);
          gate.check();
        }
      }
    }
  }

  /**
   * Asks for a block, unless what is known of it says not to; gives whether it did.
   *
   * @param first whether none of the target was asked for yet
   */
  private boolean ask(FetchTarget target, long block, boolean first) throws InterruptedException {
    Coverage.State known = target.reader().coverage().get(block);
    if (counts.settles(known, options)) {
      return false;
    }
    BlockKey key = new BlockKey(target.fileset(), block);
    // Whoever starts a fetch wants a source asked that had been given up.
    if (first || known == Coverage.State.ABSENT || known == Coverage.State.FAILED) {
      engine.retry(key);
    }
    request(new Asked(key, Optional.empty()));
    return true;
  }

  private void request(Asked asked) throws InterruptedException {
    gate.await();
    window.enter();
    pace.await(gate);
    gate.await();
    long expected = pace.ask();
    requester
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
      window.awaitNone();
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
    if (failure == null && stored.empty() && options.writeEmpty()) {
      emptyFiles.write(asked.key, (bytes, error) -> written(asked, bytes, error));
      return;
    }
    if (failure == null) {
      count(asked, () -> counts.stored(stored));
    } else if (failure instanceof BlockUnavailableException e) {
      unavailable(asked, e);
    } else if (failure instanceof CancellationException) {
      gate.cancel();
    } else {
      failed(asked, failure);
    }
    window.leave();
  }

  private void written(Asked asked, long bytes, Throwable failure) {
    if (failure == null) {
      count(asked, () -> counts.empty(bytes));
    } else {
      againOrStop(false, asked, failure);
    }
    window.leave();
  }

  private void unavailable(Asked asked, BlockUnavailableException failure) {
    switch (failure.reason()) {
      case ABSENT -> count(asked, counts::absent);
      case HELD -> again.add(asked);
      case DISK_FULL -> againOrStop(options.waitForSpace(), asked, failure);
      case ACCESS_DENIED, WRONG_ADDRESS, HOST_UNREACHABLE -> againOrStop(false, asked, failure);
      case OFFLINE -> {
        againOrStop(waits(), asked, failure);
        look();
      }
      case FAILED -> {
        failed(asked, failure);
        if (failure.getCause() instanceof SourceException.OutOfResources) {
          stop(failure);
        }
      }
    }
  }

  private void againOrStop(boolean waits, Asked asked, Throwable why) {
    if (waits) {
      again.add(asked);
    } else {
      failed(asked, why);
      stop(why);
    }
  }

  private void failed(Asked asked, Throwable why) {
    count(
        asked,
        () -> {
          String kind = counts.failed(why);
          if (why instanceof BlockUnavailableException e && e.passing()) {
            leftovers.add(asked.key, kind);
          }
        });
  }

  private void count(Asked asked, Runnable end) {
    asked.failedAs.ifPresentOrElse(kind -> counts.instead(kind, end), end);
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
    counts.working(gate.state() == FetchState.RUNNING && !gate.isHeld());
  }

  private void stop(Throwable why) {
    gate.stop(why);
    requester.close();
  }
}

package io.cellar.job;

import io.cellar.engine.BlockEngine;
import io.cellar.engine.BlockListener;
import io.cellar.engine.EngineTime;
import io.cellar.engine.SourceMode;
import io.cellar.session.LevelSessions;
import io.cellar.session.VolumeSession;
import io.cellar.store.Coverage;
import io.cellar.thread.Threads;
import io.cellar.volume.BlockKey;
import io.cellar.volume.Roi;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Fetches regions into the cache: a virtual thread walks through the plan and keeps a window of
 * bulk requests in front of the engine. Whoever needs the blocks waits in {@link #submit}; other
 * threads pause, limit, cancel or watch it meanwhile. Thread-safe.
 *
 * <p>Absent and failed blocks are counted and passed over; at the end, those that failed for
 * passing reasons are asked for again, until that brings nothing more. What concerns all blocks
 * (access denied, a wrong address, a host that stays away, a full disk unless it is to be waited
 * for, a fileset or an engine that is closed) ends the fetch. While nothing may be requested, a
 * fetch that waits for hosts without end stands still. Several fetches share an engine fairly,
 * whichever began first.
 */
public final class RegionFetch implements AutoCloseable {
  private final BlockEngine engine;
  private final String name;
  private final List<FetchTarget> targets;
  private final FetchOptions options;
  private final Gate gate;
  private final FetchCounts counts;
  private final FetchRequests requests;
  private final BlockListener listener;

  /** What was told last while it ran. */
  private volatile FetchState running = FetchState.RUNNING;

  private final CompletableFuture<Void> asked = new CompletableFuture<>();
  private final CompletableFuture<FetchProgress> done = new CompletableFuture<>();

  private RegionFetch(
      BlockEngine engine,
      EngineTime time,
      String name,
      List<FetchTarget> targets,
      FetchOptions options) {
    this.engine = engine;
    this.name = name;
    this.targets = options.order().over(targets);
    this.options = options;
    this.counts = new FetchCounts(time, FetchEstimate.of(targets));
    this.gate = new Gate(options.startPaused());
    this.requests =
        new FetchRequests(engine, time, name, targets, options, gate, counts, this::look);
    this.listener =
        new ModeWatch(
            targets, this::look, closed -> requests.stop(new CancellationException(closed)));
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

  /**
   * Begins to fetch regions of an engine's filesets, one after the other. Where a fileset is not
   * open, or the engine is closed, nothing is begun: the fetch is over at once.
   *
   * @param name what it is called in messages
   * @param targets of filesets that differ, or are the same in all but their regions; none: it is
   *     over at once
   */
  public static RegionFetch start(
      BlockEngine engine,
      EngineTime time,
      String name,
      List<FetchTarget> targets,
      FetchOptions options) {
    RegionFetch fetch = new RegionFetch(engine, time, name, targets, options);
    engine.addListener(fetch.listener);
    for (FetchTarget target : targets) {
      engine
          .whyClosed(target.fileset())
          .ifPresent(why -> fetch.requests.stop(new CancellationException(why)));
    }
    if (targets.isEmpty() || fetch.gate.state().isOver()) {
      fetch.end();
    } else {
      fetch.look();
      Threads.virtual("cellar-bulk-" + name, fetch::run).start();
    }
    return fetch;
  }

  /**
   * Waits until every block is on disk, and will be there after a power cut; blocks that are empty
   * in the source or absent from it need not be. Never waits without end but while it is paused or
   * its options say so: whatever ends the fetch ends this. May be called by any number of threads
   * at any time.
   *
   * @return how it ended
   * @throws FetchFailedException if blocks could not be had, when all others are on disk; if the
   *     fetch ended early; if it was cancelled
   * @throws InterruptedException if the calling thread is interrupted; the fetch goes on
   */
  public FetchProgress submit() throws FetchFailedException, InterruptedException {
    FetchProgress last;
    try {
      last = done.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
    if (last.state() == FetchState.CANCELLED) {
      Throwable why = new CancellationException("the fetch was cancelled");
      throw FetchFailedException.ofStop(name, last, why);
    }
    if (last.stoppedBy().isPresent()) {
      throw FetchFailedException.ofStop(name, last, last.stoppedBy().get());
    }
    if (last.failed() > 0) {
      throw FetchFailedException.ofBlocks(name, last, counts.firstFailure().orElseThrow());
    }
    return last;
  }

  /** How far it is. Never waits for the engine. */
  public FetchProgress progress() {
    FetchState state = FetchState.of(gate, engine, targets, counts.isArriving(), running);
    running = state.isRunning() ? state : running;
    return counts.progress(state, gate.stoppedBy());
  }

  /**
   * The blocks that have failed and not come since, the first that failed first: of many only the
   * first {@value FetchFailures#MOST}, while {@link FetchProgress#failed} counts all.
   */
  public List<BlockFailure> failures() {
    return counts.failures();
  }

  /**
   * Completes when every block has been asked for, though not all have come, and at the end; never
   * exceptionally. Who has more to do may begin with it.
   */
  public CompletableFuture<Void> asked() {
    return asked;
  }

  /** Completes with the last progress when it is over, however it ended; never exceptionally. */
  public CompletableFuture<FetchProgress> done() {
    return done;
  }

  /** Asks for nothing more from now on; what is on the wire arrives. */
  public synchronized void pause() {
    if (gate.pause()) {
      requests.hold(true);
      work();
    }
  }

  /** Goes on, with what a pause took back too. */
  public synchronized void resume() {
    if (gate.state() == FetchState.PAUSED) {
      requests.hold(false);
      gate.resume();
      work();
    }
  }

  /**
   * Other limits from now on. What waits in the engine beyond them is taken back and asked for
   * again later; what is on the wire arrives.
   *
   * @param most most requests of this fetch that are open at once; 0: no limit of its own
   * @param bytesPerSecond at least 1; empty: as fast as it goes
   * @throws IllegalArgumentException if a limit is less
   */
  public synchronized void limits(int most, OptionalLong bytesPerSecond) {
    if (requests.limits(most, bytesPerSecond) && gate.state() == FetchState.RUNNING) {
      requests.hold(true);
      requests.hold(false);
    }
  }

  /** Gives up what is not here yet. May be called at any time. */
  public void cancel() {
    gate.cancel();
    requests.giveUp();
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
      asked.complete(null);
      requests.finishOutstanding();
      requests.goRoundAgain();
    } catch (InterruptedException | RuntimeException | Error e) {
      requests.stop(e); // unless it is over, and that is why
    }
    end();
  }

  private void end() {
    try {
      requests.close();
      if (!targets.isEmpty()) {
        FetchTarget.settle(targets).ifPresent(requests::stop);
      }
      engine.removeListener(listener);
    } catch (RuntimeException | Error e) {
      requests.stop(e);
    } finally {
      gate.finish();
      work();
      asked.complete(null);
      done.complete(progress());
    }
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
    BlockKey key = new BlockKey(target.fileset(), block);
    if (known == Coverage.State.ABSENT && !options.retryAbsent()) {
      counts.absent();
      return false;
    }
    if (known == Coverage.State.FAILED && !options.retryFailed()) {
      requests.failedBefore(key);
      return false;
    }
    // Whoever starts a fetch wants a source asked that had been given up.
    if (first || known == Coverage.State.ABSENT || known == Coverage.State.FAILED) {
      engine.retry(key);
    }
    requests.request(key);
    return true;
  }

  /** Stands still while one of the filesets may not be asked for. */
  private synchronized void look() {
    gate.hold(
        options.waitForHost().equals(BlockEngine.WITHOUT_END)
            && targets.stream().anyMatch(t -> engine.mode(t.fileset()) == SourceMode.CACHE_ONLY));
    work();
  }

  /** The clock runs only while something may happen. */
  private void work() {
    counts.working(gate.state() == FetchState.RUNNING && !gate.isHeld());
  }
}

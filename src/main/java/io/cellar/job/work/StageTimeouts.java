package io.cellar.job.work;

import io.cellar.engine.DownloadEngine;
import io.cellar.engine.StageStats;
import io.cellar.engine.stage.WorkerErrorRecord;
import io.cellar.job.style.ConcurrencyStyle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Watches that blocks get on through the stages of the engine, as long as a piece of work is done,
 * by the four buffer time-outs of a {@link ConcurrencyStyle}. Looks at the engine's figures a few
 * times a second, on the engine's clock.
 *
 * <p>The line of a block is network, decode permits, write queue, disk. What is waited for in vain:
 *
 * <pre>
 *   readBufferInsertTimeout     bodies are here and wait, and none gets a decode permit
 *   readBufferPopTimeout        blocks are asked for, nothing is to be decoded, and no answer comes
 *   computeBufferInsertTimeout  decoded blocks wait, and none gets a place in the write queue
 *   computeBufferPopTimeout     blocks are being decoded, nothing is to be written, and none ends
 * </pre>
 *
 * <p>A clock begins anew when a block passes its stage, so that slow is not the same as stuck. All
 * of them stand still while the work is paused, a host is away or has asked to be left alone, or a
 * disk is full: then the engine goes on by itself. A server that merely says nothing is not away.
 */
final class StageTimeouts implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(250);

  /** A computer that slept has not waited: no more than this counts between two looks. */
  private static final long MOST_AT_ONCE = TimeUnit.SECONDS.toNanos(1);

  private final DownloadEngine engine;
  private final BooleanSupplier paused;
  private final Consumer<StageTimeoutException> failed;
  private final List<StageClock> clocks = new ArrayList<>();
  private final List<WorkerErrorRecord> known;
  private final AtomicBoolean over = new AtomicBoolean();
  private long looked;
  private boolean stoodStill;

  private StageTimeouts(
      DownloadEngine engine, BooleanSupplier paused, Consumer<StageTimeoutException> failed) {
    this.engine = engine;
    this.paused = paused;
    this.failed = failed;
    this.known = engine.workerErrors();
    this.looked = engine.time().nanos();
  }

  /**
   * Begins to watch. With all time-outs switched off nothing is ever told.
   *
   * @param paused whether the work stands still at the moment because somebody wants it to; asked
   *     on a thread of the engine's clock, must return at once
   * @param failed told once, on a thread of the engine's clock, that a limit is reached; must
   *     return at once. It is for whoever is told to end the work
   */
  static StageTimeouts start(
      DownloadEngine engine,
      ConcurrencyStyle style,
      BooleanSupplier paused,
      Consumer<StageTimeoutException> failed) {
    StageTimeouts watch = new StageTimeouts(engine, paused, failed);
    watch.begin(style);
    return watch;
  }

  /** Ends the watch: nothing is told any more. May be called twice, on any thread. */
  @Override
  public void close() {
    over.set(true);
  }

  private void begin(ConcurrencyStyle style) {
    StageStats now = engine.stages();
    for (StageClock.Stage stage : StageClock.STAGES) {
      stage.limit().apply(style).ifPresent(limit -> clocks.add(new StageClock(stage, limit, now)));
    }
    stoodStill = standsStill(now);
    if (!clocks.isEmpty()) {
      engine.time().after(LOOK, this::look);
    }
  }

  /** Whatever a look ends with, the next one comes. */
  private void look() {
    try {
      lookNow();
    } finally {
      if (!over.get()) {
        engine.time().after(LOOK, this::look);
      }
    }
  }

  private void lookNow() {
    if (over.get()) {
      return;
    }
    long now = engine.time().nanos();
    StageStats stats = engine.stages();
    boolean still = standsStill(stats);
    long elapsed = still || stoodStill ? 0 : Math.min(now - looked, MOST_AT_ONCE);
    looked = now;
    stoodStill = still;
    // Each of them looks, whatever the others find.
    List<StageClock> due = clocks.stream().filter(clock -> clock.look(stats, elapsed)).toList();
    if (!due.isEmpty() && over.compareAndSet(false, true)) {
      StageClock first = due.getFirst();
      failed.accept(
          new StageTimeoutException(first.stage().setting(), first.words(stats), ownError()));
    }
  }

  private boolean standsStill(StageStats stats) {
    return stats.hostAway() || stats.diskFull() || paused.getAsBoolean();
  }

  /** The first error of a worker's own since the watch began. */
  private Optional<WorkerErrorRecord> ownError() {
    return engine.workerErrors().stream().filter(error -> !known.contains(error)).findFirst();
  }
}

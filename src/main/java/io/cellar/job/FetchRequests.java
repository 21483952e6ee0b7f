package io.cellar.job;

import io.cellar.engine.BlockEngine;
import io.cellar.engine.BlockUnavailableException;
import io.cellar.engine.EngineTime;
import io.cellar.engine.Requester;
import io.cellar.engine.Stored;
import io.cellar.source.SourceException;
import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The requests of one fetch: keeps so many of them in front of the engine, at its pace, and counts
 * what becomes of them. What was taken back, or did not fit on the disk, is asked for again before
 * anything new. One thread asks; what is asked for lands on threads of the engine.
 */
final class FetchRequests implements AutoCloseable {
  /** Further rounds for blocks that failed begin for so long after the first one. */
  private static final Duration FURTHER_ROUNDS = Duration.ofMinutes(30);

  /** At an early end, what has come already gets so long to be written. */
  private static final Duration LAST_WRITES = Duration.ofSeconds(5);

  /** A block that is asked for, and as what it was counted if it has failed before. */
  private record Asked(BlockKey key, Optional<String> failedAs) {}

  private final BlockEngine engine;
  private final EngineTime time;
  private final List<FetchTarget> targets;
  private final FetchOptions options;
  private final Gate gate;
  private final FetchCounts counts;
  private final Runnable offline;
  private final Requester requester;
  private final RequestWindow window;
  private final Pace pace;
  private final EmptyFiles emptyFiles;
  private final Queue<Asked> again = new ConcurrentLinkedQueue<>();
  private volatile Leftovers leftovers = new Leftovers();

  /**
   * Asks for nothing yet.
   *
   * @param gate waited at before each request, and shut when something concerns all blocks
   * @param offline told when a block may not be asked for at present
   */
  FetchRequests(
      BlockEngine engine,
      EngineTime time,
      String name,
      List<FetchTarget> targets,
      FetchOptions options,
      Gate gate,
      FetchCounts counts,
      Runnable offline) {
    this.engine = engine;
    this.time = time;
    this.targets = targets;
    this.options = options;
    this.gate = gate;
    this.counts = counts;
    this.offline = offline;
    this.requester = engine.requester(name, options.waitForHost());
    this.requester.hold(options.startPaused());
    this.window = new RequestWindow(options.requests());
    this.pace = new Pace(options.bytesPerSecond(), time);
    this.emptyFiles = new EmptyFiles(targets);
  }

  /** Asks for a block when there is room for it. */
  void request(BlockKey key) throws InterruptedException {
    requestAgain();
    request(new Asked(key, Optional.empty()));
  }

  /** A block that failed in an earlier fetch, and is not asked for again. */
  void failedBefore(BlockKey key) {
    String words = "it failed before, and was not asked for again";
    BlockFailure failure =
        new BlockFailure(
            key,
            target(key).level(),
            target(key).reader().grid().roi(key.index()),
            "failed before",
            words,
            OptionalInt.empty());
    counts.failed(failure, new IllegalStateException(words));
  }

  /** Waits for what is on its way, asking again for what was taken back or did not fit. */
  void finishOutstanding() throws InterruptedException {
    do {
      requestAgain();
      window.awaitNone();
    } while (!again.isEmpty());
    gate.check();
  }

  /** Asks for what failed for passing reasons, as long as that brings anything. */
  void goRoundAgain() throws InterruptedException {
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

  /** Takes back all that is not on the wire, or lets it be asked for again. */
  void hold(boolean on) {
    requester.hold(on);
  }

  /**
   * Other limits from now on. What waits beyond them is taken back; what is on the wire arrives.
   *
   * @return whether something is to be taken back
   */
  boolean limits(int requests, OptionalLong bytesPerSecond) {
    pace.limit(bytesPerSecond);
    return window.limit(requests);
  }

  /** Ends the fetch for a reason that concerns all blocks. */
  void stop(Throwable why) {
    if (gate.stop(why)) {
      giveUp();
    }
  }

  /** Gives up what has not come. */
  void giveUp() {
    requester.close();
  }

  /** Gives up what has not come, and waits until what has come is written, but not without end. */
  @Override
  public void close() {
    giveUp();
    try {
      window.awaitNone(LAST_WRITES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    emptyFiles.close();
  }

  private void requestAgain() throws InterruptedException {
    Asked asked;
    while ((asked = again.poll()) != null) {
      request(asked);
    }
  }

  private void request(Asked asked) throws InterruptedException {
    gate.await();
    window.enter();
    try {
      pace.await(gate);
      gate.await();
    } catch (InterruptedException | RuntimeException e) {
      window.leave();
      throw e;
    }
    long expected = pace.ask();
    requester
        .store(asked.key)
        .stored()
        .whenComplete((stored, failure) -> landed(asked, expected, stored, failure));
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
      stop(failure); // unless it is over anyway, the engine or a fileset was closed
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
        againOrStop(options.waitForHost().equals(BlockEngine.WITHOUT_END), asked, failure);
        offline.run();
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
    BlockKey key = asked.key;
    OptionalInt tries =
        engine.state(key) instanceof BlockState.Failed failed
            ? OptionalInt.of(failed.tries())
            : OptionalInt.empty();
    BlockFailure failure = BlockFailure.of(target(key), key, why, tries);
    count(asked, () -> counts.failed(failure, why));
    if (why instanceof BlockUnavailableException e && e.passing()) {
      leftovers.add(key, failure.kind());
    }
  }

  private void count(Asked asked, Runnable end) {
    asked.failedAs.ifPresentOrElse(kind -> counts.instead(asked.key, kind, end), end);
  }

  private FetchTarget target(BlockKey key) {
    return targets.stream().filter(t -> t.fileset() == key.fileset()).findFirst().orElseThrow();
  }
}

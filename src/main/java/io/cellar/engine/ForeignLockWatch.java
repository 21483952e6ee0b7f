package io.cellar.engine;

import io.cellar.store.LockInfo;
import io.cellar.store.StoreException;
import io.cellar.thread.Threads;
import io.cellar.volume.BlockState;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after blocks that another program is fetching: every 200 ms, without a slot, and not for
 * ever. When the other program takes twice the usual time of a download, the block is downloaded
 * anyway; two programs may publish the same block without harm.
 */
final class ForeignLockWatch {
  private static final Logger LOG = LoggerFactory.getLogger(ForeignLockWatch.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long LEAST_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final EngineParts parts;
  private final InFlight inFlight;
  private final Consumer<InFlightBlock> toDisk;
  private final Consumer<InFlightBlock> toHost;

  /** What a look at the disk says. */
  private enum Sight {
    ARRIVED,
    GIVEN_UP,
    UNDER_WAY
  }

  ForeignLockWatch(
      EngineParts parts,
      InFlight inFlight,
      Consumer<InFlightBlock> toDisk,
      Consumer<InFlightBlock> toHost) {
    this.parts = parts;
    this.inFlight = inFlight;
    this.toDisk = toDisk;
    this.toHost = toHost;
  }

  /** A block waits for the other program. Only while deciding. */
  void wait(InFlightBlock block) {
    if (block.requests().isEmpty()) {
      inFlight.end(block, BlockState.NOT_CACHED);
      return;
    }
    inFlight.enter(block, Phase.ELSEWHERE);
    if (block.elsewhereSince.isEmpty()) {
      block.elsewhereSince = Optional.of(parts.time().nanos());
    }
    long leg = block.leg();
    parts.time().after(POLL, () -> parts.lock().decide(() -> lookAgain(block, leg)));
  }

  /**
   * In vain when the block has gone on; when there can be no thread, the next look is waited for.
   */
  private void lookAgain(InFlightBlock block, long leg) {
    if (block.leg() == leg) {
      Thread thread = Threads.virtual("cellar-look", () -> look(block, leg));
      parts.lock().startLater(thread::start, error -> wait(block));
    }
  }

  private void look(InFlightBlock block, long leg) {
    Sight sight = sight(block);
    parts
        .lock()
        .decide(
            () -> {
              if (block.leg() == leg) {
                proceed(block, sight);
              }
            });
  }

  private void proceed(InFlightBlock block, Sight sight) {
    boolean tooLong =
        parts.time().nanos() - block.elsewhereSince.orElseThrow() > longestWait(block);
    if (sight == Sight.ARRIVED) {
      toDisk.accept(block);
    } else if (sight == Sight.GIVEN_UP || tooLong) {
      block.ignoreLock = tooLong;
      toHost.accept(block);
    } else {
      wait(block);
    }
  }

  private static Sight sight(InFlightBlock block) {
    OpenFileset fileset = block.fileset();
    try {
      // A block that is refreshed is there all the time.
      if (!block.refresh() && fileset.reader().isAvailable(block.key().index())) {
        return Sight.ARRIVED;
      }
      Optional<LockInfo> lock = fileset.writer().orElseThrow().lockInfo(block.key().index());
      return lock.isPresent() && !lock.get().stale() ? Sight.UNDER_WAY : Sight.GIVEN_UP;
    } catch (StoreException | RuntimeException | Error e) {
      LOG.debug("the lock of {} cannot be looked at", block, e);
      return Sight.GIVEN_UP;
    }
  }

  /** Twice the usual time of a download, at least 5 s, at most 60 s. */
  private static long longestWait(InFlightBlock block) {
    long usual = block.fileset().host().map(Host::usualNanos).orElse(0L);
    return Math.clamp(2 * usual, LEAST_NANOS, MOST_NANOS);
  }
}

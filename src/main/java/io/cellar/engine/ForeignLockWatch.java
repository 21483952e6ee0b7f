package io.cellar.engine;

import io.cellar.store.BlockStore;
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

  private final EngineParts tools;
  private final InFlight flights;
  private final Consumer<InFlightBlock> toDisk;
  private final Consumer<InFlightBlock> toHost;

  /** What a look at the disk says. */
  private enum Sight {
    ARRIVED,
    GIVEN_UP,
    UNDER_WAY
  }

  ForeignLockWatch(
      EngineParts tools,
      InFlight flights,
      Consumer<InFlightBlock> toDisk,
      Consumer<InFlightBlock> toHost) {
    this.tools = tools;
    this.flights = flights;
    this.toDisk = toDisk;
    this.toHost = toHost;
  }

  /** A flight waits for the other program. Only while deciding. */
  void wait(InFlightBlock flight) {
    if (flight.claims().isEmpty()) {
      flights.end(flight, BlockState.NOT_CACHED);
      return;
    }
    flights.enter(flight, Phase.ELSEWHERE);
    if (flight.elsewhereSince.isEmpty()) {
      flight.elsewhereSince = Optional.of(tools.time().nanos());
    }
    long leg = flight.leg();
    tools.time().after(POLL, () -> Threads.virtual("cellar-look", () -> look(flight, leg)).start());
  }

  private void look(InFlightBlock flight, long leg) {
    if (tools.desk().decide(() -> flight.leg() != leg)) {
      return;
    }
    Sight sight = sight(flight);
    tools
        .desk()
        .decide(
            () -> {
              if (flight.leg() == leg) {
                proceed(flight, sight);
              }
            });
  }

  private void proceed(InFlightBlock flight, Sight sight) {
    boolean tooLong =
        tools.time().nanos() - flight.elsewhereSince.orElseThrow() > longestWait(flight);
    if (sight == Sight.ARRIVED) {
      toDisk.accept(flight);
    } else if (sight == Sight.GIVEN_UP || tooLong) {
      flight.ignoreLock = tooLong;
      toHost.accept(flight);
    } else {
      wait(flight);
    }
  }

  private static Sight sight(InFlightBlock flight) {
    BlockStore store = flight.fileset().store();
    try {
      // A block that is renewed is there all the time.
      if (!flight.renewal() && store.isAvailable(flight.key().index())) {
        return Sight.ARRIVED;
      }
      Optional<LockInfo> lock = store.lockInfo(flight.key().index());
      return lock.isPresent() && !lock.get().stale() ? Sight.UNDER_WAY : Sight.GIVEN_UP;
    } catch (StoreException e) {
      LOG.debug("the lock of {} cannot be looked at", flight, e);
      return Sight.GIVEN_UP;
    }
  }

  /** Twice the usual time of a download, at least 5 s, at most 60 s. */
  private static long longestWait(InFlightBlock flight) {
    long usual = flight.fileset().host().map(Host::usualNanos).orElse(0L);
    return Math.clamp(2 * usual, LEAST_NANOS, MOST_NANOS);
  }
}

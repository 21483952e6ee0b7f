package io.cellar.download;

import io.cellar.store.LockInfo;
import io.cellar.store.StoreException;
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
final class Elsewhere {
  private static final Logger LOG = LoggerFactory.getLogger(Elsewhere.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long LEAST_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long MOST_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Tools tools;
  private final Flights flights;
  private final Consumer<Flight> toDisk;
  private final Consumer<Flight> toHost;

  /** What a look at the disk says. */
  private enum Sight {
    ARRIVED,
    GIVEN_UP,
    UNDER_WAY
  }

  Elsewhere(Tools tools, Flights flights, Consumer<Flight> toDisk, Consumer<Flight> toHost) {
    this.tools = tools;
    this.flights = flights;
    this.toDisk = toDisk;
    this.toHost = toHost;
  }

  /** A flight waits for the other program. Only while deciding. */
  void wait(Flight flight) {
    if (flight.claims().isEmpty()) {
      flights.end(flight, BlockState.NOT_CACHED);
      return;
    }
    flights.enter(flight, Phase.ELSEWHERE);
    if (flight.elsewhereSince.isEmpty()) {
      flight.elsewhereSince = Optional.of(tools.time().nanos());
    }
    long leg = flight.leg();
    tools
        .time()
        .after(POLL, () -> Thread.ofVirtual().name("cellar-look").start(() -> look(flight, leg)));
  }

  private void look(Flight flight, long leg) {
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

  private void proceed(Flight flight, Sight sight) {
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

  private static Sight sight(Flight flight) {
    OpenFileset fileset = flight.fileset();
    try {
      // A block that is renewed is there all the time.
      if (!flight.renewal() && fileset.reader().isAvailable(flight.key().index())) {
        return Sight.ARRIVED;
      }
      Optional<LockInfo> lock = fileset.writer().orElseThrow().lockInfo(flight.key().index());
      return lock.isPresent() && !lock.get().stale() ? Sight.UNDER_WAY : Sight.GIVEN_UP;
    } catch (StoreException e) {
      LOG.debug("the lock of {} cannot be looked at", flight, e);
      return Sight.GIVEN_UP;
    }
  }

  /** Twice the usual time of a download, at least 5 s, at most 60 s. */
  private static long longestWait(Flight flight) {
    long usual = flight.fileset().host().map(Host::usualNanos).orElse(0L);
    return Math.clamp(2 * usual, LEAST_NANOS, MOST_NANOS);
  }
}

package io.cellar.download;

import io.cellar.download.host.RetryRules;
import io.cellar.source.SourceException;
import io.cellar.volume.BlockState;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Whether and when a failed download is tried again. A flight that pauses holds no slot; while its
 * host is away its tries do not count. Guarded by the {@link Desk}.
 */
final class Retries {
  /** With the budget for retries used up, whoever is not looked at pauses at least so long. */
  private static final Duration PAUSE_WITHOUT_BUDGET = Duration.ofSeconds(10);

  private final Tools tools;
  private final Flights flights;
  private final HostWatch watch;
  private final BiConsumer<Flight, Throwable> giveUp;
  private final Consumer<Flight> toHost;
  private final RandomGenerator random = new Random();

  /**
   * Retries.
   *
   * @param giveUp told of flights whose tries are used up
   * @param toHost told of flights that are to be tried again now
   */
  Retries(
      Tools tools,
      Flights flights,
      HostWatch watch,
      BiConsumer<Flight, Throwable> giveUp,
      Consumer<Flight> toHost) {
    this.tools = tools;
    this.flights = flights;
    this.watch = watch;
    this.giveUp = giveUp;
    this.toHost = toHost;
  }

  /** Tries again, unless nobody wants it, the tries are used up, or nobody is there to ask. */
  void again(Flight flight, SourceException error) {
    if (flight.phase() == Phase.LANDED) {
      return;
    }
    if (flight.claims().isEmpty()) {
      flights.end(flight, BlockState.NOT_CACHED);
      return;
    }
    if (flight.fileset().released()) {
      flights.fail(flight, flight.fileset().closed(), BlockState.NOT_CACHED);
      return;
    }
    Host host = host(flight);
    if (host.breaker().isOpen()) {
      toHost.accept(flight);
      return;
    }
    flight.tries++;
    RetryRules rules = tools.settings().retryRules(flight.tier());
    if (flight.invalid >= rules.invalidTries()) {
      giveUp.accept(flight, error);
    } else if (flight.tries < rules.tries()) {
      pause(flight, error, rules);
    } else if (noAnswer(flight, error) && host.breaker().inARow() >= rules.tries()) {
      // Nobody is there at all: that is not the block's fault.
      watch.away(host);
      toHost.accept(flight);
    } else {
      giveUp.accept(flight, error);
    }
  }

  private void pause(Flight flight, SourceException error, RetryRules rules) {
    Duration pause = rules.pause(flight.tries, random);
    boolean affordable = host(flight).budget().tryRetry();
    if (!affordable && flight.tier() != Tier.VISIBLE && pause.compareTo(PAUSE_WITHOUT_BUDGET) < 0) {
      pause = PAUSE_WITHOUT_BUDGET;
    }
    flight.trouble =
        Optional.of(
            new BlockState.Failed(
                Causes.words(error), flight.tries, Optional.of(tools.time().now().plus(pause))));
    flights.enter(flight, Phase.PAUSING);
    long leg = flight.leg();
    tools.time().after(pause, () -> tools.desk().decide(() -> resume(flight, leg)));
  }

  private void resume(Flight flight, long leg) {
    if (flight.leg() == leg) {
      toHost.accept(flight);
    }
  }

  private static boolean noAnswer(Flight flight, SourceException error) {
    return error instanceof SourceException.Unreachable
        || (error instanceof SourceException.TimedOut && flight.received() == 0);
  }

  private static Host host(Flight flight) {
    return flight.fileset().host().orElseThrow();
  }
}

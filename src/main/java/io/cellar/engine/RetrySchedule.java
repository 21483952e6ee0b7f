package io.cellar.engine;

import io.cellar.engine.host.RetryRules;
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
 * host is away its tries do not count. Guarded by the {@link EngineLock}.
 */
final class RetrySchedule {
  /** With the budget for retries used up, whoever is not looked at pauses at least so long. */
  private static final Duration PAUSE_WITHOUT_BUDGET = Duration.ofSeconds(10);

  /** Files, threads and ports that others have given back can be had after so long. */
  private static final Duration PAUSE_FOR_ROOM = Duration.ofSeconds(1);

  private final EngineParts tools;
  private final InFlight flights;
  private final HostWatch watch;
  private final BiConsumer<InFlightBlock, Throwable> giveUp;
  private final Consumer<InFlightBlock> toHost;
  private final RandomGenerator random = new Random();

  /**
   * Retries.
   *
   * @param giveUp told of flights whose tries are used up
   * @param toHost told of flights that are to be tried again now
   */
  RetrySchedule(
      EngineParts tools,
      InFlight flights,
      HostWatch watch,
      BiConsumer<InFlightBlock, Throwable> giveUp,
      Consumer<InFlightBlock> toHost) {
    this.tools = tools;
    this.flights = flights;
    this.watch = watch;
    this.giveUp = giveUp;
    this.toHost = toHost;
  }

  /** Tries again, unless nobody wants it, the tries are used up, or nobody is there to ask. */
  void again(InFlightBlock flight, SourceException error) {
    if (!stillWanted(flight)) {
      return;
    }
    Host host = host(flight);
    if (host.breaker().isOpen()) {
      toHost.accept(flight);
      return;
    }
    flight.tries++;
    RetryRules rules = tools.settings().retryRules(flight.tier());
    if (flight.invalid >= rules.invalidTries() && !flight.fileset().trust().trusted()) {
      giveUp.accept(flight, error);
    } else if (flight.tries < rules.tries()) {
      pause(flight, error, pause(flight));
    } else if (noAnswer(flight, error) && host.breaker().inARow() >= rules.tries()) {
      // Nobody is there at all: that is not the block's fault.
      watch.away(host);
      toHost.accept(flight);
    } else {
      giveUp.accept(flight, error);
    }
  }

  /** Tries again when the host, which asked to be left alone, is asked again; that is no try. */
  void laterAsAsked(InFlightBlock flight, SourceException error) {
    if (!stillWanted(flight)) {
      return;
    }
    if (host(flight).breaker().isOpen()) {
      toHost.accept(flight);
    } else {
      pause(flight, error, pause(flight));
    }
  }

  /** Tries again when this computer may be able to; that is no try, and costs the host nothing. */
  void whenThereIsRoom(InFlightBlock flight, SourceException error) {
    if (stillWanted(flight)) {
      pause(flight, error, PAUSE_FOR_ROOM.plusMillis(random.nextInt(250)));
    }
  }

  private boolean stillWanted(InFlightBlock flight) {
    if (flight.phase() == Phase.LANDED) {
      return false;
    }
    if (flight.claims().isEmpty()) {
      flights.end(flight, BlockState.NOT_CACHED);
      return false;
    }
    if (flight.fileset().released()) {
      flights.fail(flight, flight.fileset().closed(), BlockState.NOT_CACHED);
      return false;
    }
    return true;
  }

  /** How long a flight pauses before its next try, which is paid for from the host's budget. */
  private Duration pause(InFlightBlock flight) {
    RetryRules rules = tools.settings().retryRules(flight.tier());
    Duration pause = rules.pause(Math.max(1, flight.tries), random);
    boolean affordable = host(flight).budget().tryRetry();
    return !affordable && flight.tier() != Tier.VISIBLE && pause.compareTo(PAUSE_WITHOUT_BUDGET) < 0
        ? PAUSE_WITHOUT_BUDGET
        : pause;
  }

  private void pause(InFlightBlock flight, SourceException error, Duration pause) {
    flight.trouble =
        Optional.of(
            new BlockState.Failed(
                Messages.words(error), flight.tries, Optional.of(tools.time().now().plus(pause))));
    flights.enter(flight, Phase.PAUSING);
    long leg = flight.leg();
    tools.time().after(pause, () -> tools.desk().decide(() -> resume(flight, leg)));
  }

  private void resume(InFlightBlock flight, long leg) {
    if (flight.leg() == leg) {
      toHost.accept(flight);
    }
  }

  private static boolean noAnswer(InFlightBlock flight, SourceException error) {
    return (error instanceof SourceException.Unreachable away && !away.brokeOff())
        || (error instanceof SourceException.TimedOut && flight.received() == 0);
  }

  private static Host host(InFlightBlock flight) {
    return flight.fileset().host().orElseThrow();
  }
}

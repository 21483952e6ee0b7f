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

  private final EngineParts parts;
  private final InFlight inFlight;
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
      EngineParts parts,
      InFlight inFlight,
      HostWatch watch,
      BiConsumer<InFlightBlock, Throwable> giveUp,
      Consumer<InFlightBlock> toHost) {
    this.parts = parts;
    this.inFlight = inFlight;
    this.watch = watch;
    this.giveUp = giveUp;
    this.toHost = toHost;
  }

  /** Tries again, unless nobody wants it, the tries are used up, or nobody is there to ask. */
  void again(InFlightBlock block, SourceException error) {
    if (!stillWanted(block)) {
      return;
    }
    Host host = host(block);
    if (host.breaker().isOpen()) {
      toHost.accept(block);
      return;
    }
    block.tries++;
    RetryRules rules = parts.settings().retryRules(block.tier());
    if (block.invalid >= rules.invalidTries() && !block.fileset().trust().trusted()) {
      giveUp.accept(block, error);
    } else if (block.tries < rules.tries()) {
      pause(block, error, pause(block));
    } else if (noAnswer(block, error) && host.breaker().inARow() >= rules.tries()) {
      // Nobody is there at all: that is not the block's fault.
      watch.away(host);
      toHost.accept(block);
    } else {
      giveUp.accept(block, error);
    }
  }

  /** Tries again when the host, which asked to be left alone, is asked again; that is no try. */
  void laterAsAsked(InFlightBlock block, SourceException error) {
    if (!stillWanted(block)) {
      return;
    }
    if (host(block).breaker().isOpen()) {
      toHost.accept(block);
    } else {
      pause(block, error, pause(block));
    }
  }

  /** Tries again when this computer may be able to; that is no try, and costs the host nothing. */
  void whenThereIsRoom(InFlightBlock block, SourceException error) {
    if (stillWanted(block)) {
      pause(block, error, PAUSE_FOR_ROOM.plusMillis(random.nextInt(250)));
    }
  }

  private boolean stillWanted(InFlightBlock block) {
    if (block.phase() == Phase.LANDED) {
      return false;
    }
    if (block.requests().isEmpty()) {
      inFlight.end(block, BlockState.NOT_CACHED);
      return false;
    }
    if (block.fileset().released()) {
      inFlight.fail(block, block.fileset().closed(), BlockState.NOT_CACHED);
      return false;
    }
    return true;
  }

  /** How long a flight pauses before its next try, which is paid for from the host's budget. */
  private Duration pause(InFlightBlock block) {
    RetryRules rules = parts.settings().retryRules(block.tier());
    Duration pause = rules.pause(Math.max(1, block.tries), random);
    boolean affordable = host(block).budget().tryRetry();
    return !affordable && block.tier() != Tier.VISIBLE && pause.compareTo(PAUSE_WITHOUT_BUDGET) < 0
        ? PAUSE_WITHOUT_BUDGET
        : pause;
  }

  private void pause(InFlightBlock block, SourceException error, Duration pause) {
    block.trouble =
        Optional.of(
            new BlockState.Failed(
                Messages.words(error), block.tries, Optional.of(parts.time().now().plus(pause))));
    inFlight.enter(block, Phase.PAUSING);
    long leg = block.leg();
    parts.time().after(pause, () -> parts.lock().decide(() -> resume(block, leg)));
  }

  private void resume(InFlightBlock block, long leg) {
    if (block.leg() == leg) {
      toHost.accept(block);
    }
  }

  private static boolean noAnswer(InFlightBlock block, SourceException error) {
    return (error instanceof SourceException.Unreachable away && !away.brokeOff())
        || (error instanceof SourceException.TimedOut && block.received() == 0);
  }

  private static Host host(InFlightBlock block) {
    return block.host();
  }
}

package io.cellar.engine;

import io.cellar.engine.BlockUnavailableException.Reason;
import io.cellar.engine.host.RetryRules;
import io.cellar.source.LocalTrouble;
import io.cellar.source.SourceException;
import io.cellar.store.Coverage;
import io.cellar.volume.BlockState;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Judges how a server answered, or did not: whether and when a block is tried again, is absent, has
 * failed, or whether its host or its whole volume is to be left alone. A block that pauses holds no
 * slot; while its host is away its tries do not count. Guarded by the {@link EngineLock}.
 */
final class FailurePolicy {
  /** With the budget for retries used up, whoever is not looked at pauses at least so long. */
  private static final Duration PAUSE_WITHOUT_BUDGET = Duration.ofSeconds(10);

  /** Files, threads and ports that others have given back can be had after so long. */
  private static final Duration PAUSE_FOR_ROOM = Duration.ofSeconds(1);

  private final EngineParts parts;
  private final InFlight inFlight;
  private final HostSlots hosts;
  private final HostWatch watch;
  private final Consumer<InFlightBlock> toHost;
  private final RandomGenerator random = new Random();

  /**
   * Judges by the rules of the settings.
   *
   * @param toHost told of blocks that are to be tried again now
   */
  FailurePolicy(
      EngineParts parts, InFlight inFlight, HostSlots hosts, Consumer<InFlightBlock> toHost) {
    this.parts = parts;
    this.inFlight = inFlight;
    this.hosts = hosts;
    this.watch = new HostWatch(parts, inFlight, hosts);
    this.toHost = toHost;
  }

  /** A block is going to be asked from its host. */
  void asked(InFlightBlock block) {
    watch.watch(block.host());
  }

  /** A host has sent a whole body. */
  void answered(InFlightBlock block) {
    Host host = block.host();
    long took = parts.time().nanos() - block.startedNanos;
    host.took(took);
    host.slots().succeeded(parts.time().nanos(), took, host.open().size() - 1);
    watch.answered(host);
  }

  /** What was sent is the block. */
  void blockCame(InFlightBlock block) {
    wentWell(block);
    Coverage coverage = block.fileset().reader().coverage();
    block.fileset().trust().blockCame().forEach(i -> coverage.set(i, Coverage.State.ABSENT));
  }

  /** The source is proved to store nothing of the block, which is all that it can say of it. */
  void emptyCame(InFlightBlock block) {
    answered(block);
    wentWell(block);
    hosts.local().wentWell();
    parts.meters().empty.increment();
  }

  private void wentWell(InFlightBlock block) {
    block.host().budget().succeeded();
    block.fileset().refreshed(block.key().index());
    parts.failures().forget(block.key());
  }

  /** The block did not come; it goes on to wherever that leads. */
  void failed(InFlightBlock block, Throwable error) {
    switch (error) {
      case SourceException.Absent absent -> absent(block, absent);
      case SourceException.AccessDenied denied -> {
        watch.answered(block.host());
        stop(block, Reason.ACCESS_DENIED, Messages.words(denied), denied);
      }
      case SourceException.Refused refused -> {
        watch.answered(block.host());
        nonsense(block, refused);
        giveUpIfFlying(block, refused, false);
      }
      case SourceException.Invalid invalid -> {
        watch.nonsenseCame(block.host());
        block.invalid++;
        if (invalid.understood()) {
          nonsense(block, invalid);
        }
        again(block, invalid);
      }
      case SourceException.Unavailable busy -> {
        watch.failed(block, busy);
        if (busy.retryAfter().isPresent()) {
          watch.leaveAlone(block.host(), busy.retryAfter().get());
          laterAsAsked(block, busy);
        } else {
          noBlockAtFirst(block, busy);
          again(block, busy);
        }
      }
      case SourceException.TimedOut late -> {
        watch.failed(block, late);
        again(block, late);
      }
      case SourceException.Unreachable broken -> {
        watch.failed(block, broken);
        again(block, broken);
      }
      default ->
          LocalTrouble.in(error)
              .ifPresentOrElse(
                  shortage -> ranShort(block, shortage), () -> giveUp(block, error, false));
    }
  }

  /**
   * What this computer cannot do says nothing of the host; fewer are open at a time from now on.
   */
  private void ranShort(InFlightBlock block, SourceException.OutOfResources shortage) {
    long now = parts.time().nanos();
    hosts.local().ranShort(now, hosts.open());
    if (hosts.local().hopeless(now)) {
      giveUpIfFlying(block, shortage, true);
    } else {
      whenThereIsRoom(block, shortage);
    }
  }

  /** A block that is on disk cannot be read, and nobody is asked for it. */
  void unreadable(InFlightBlock block, Throwable cause) {
    LocalTrouble.in(cause)
        .ifPresentOrElse(
            shortage -> giveUp(block, shortage, true), () -> giveUp(block, cause, false));
  }

  /**
   * The block cannot be had. What this computer cannot do at the moment is not noted on disk.
   *
   * @param passing worth another try when somebody asks after a while
   */
  void giveUp(InFlightBlock block, Throwable cause, boolean passing) {
    int tries = Math.max(1, block.tries);
    String from = block.address();
    String why =
        cause instanceof SourceException.OutOfResources
            ? "%s was not fetched: %s".formatted(block, Messages.words(cause))
            : FailureWords.of(Messages.words(cause), from, block, tries);
    BlockUnavailableException error =
        new BlockUnavailableException(block.key(), Reason.FAILED, why, cause);
    if (block.refresh()) {
      inFlight.fail(
          block, error, block.fileset().kept(block.key().index()).orElse(BlockState.AVAILABLE));
      return;
    }
    EngineTime time = parts.time();
    FailureBook.Entry entry =
        new FailureBook.Entry(error, from, tries, passing, false, time.nanos(), time.now());
    parts.failures().note(entry);
    if (!(cause instanceof SourceException.OutOfResources)) {
      block.fileset().reader().coverage().set(block.key().index(), Coverage.State.FAILED);
    }
    inFlight.fail(block, error, entry.state());
    if (passing) {
      remindAfterRest(block);
    }
  }

  /** Those who look at the block then are told again, so that they ask for it. */
  private void remindAfterRest(InFlightBlock block) {
    Runnable remind =
        () ->
            parts
                .failures()
                .state(block.key(), block.fileset().online())
                .ifPresent(state -> parts.notifier().tell(block.key(), state));
    parts.time().after(FailureBook.REST.plusMillis(1), () -> parts.lock().decide(remind));
  }

  private void absent(InFlightBlock block, SourceException.Absent absent) {
    watch.answered(block.host());
    if (block.refresh()) {
      giveUp(block, absent, false);
      return;
    }
    OpenFileset fileset = block.fileset();
    if (fileset.trust().denies(block.key().index())) {
      fileset.reader().coverage().set(block.key().index(), Coverage.State.ABSENT);
    }
    inFlight.fail(block, absentError(block, absent), BlockState.ABSENT);
    stopIfAddressSeemsWrong(block, absent);
  }

  private static BlockUnavailableException absentError(InFlightBlock block, Throwable cause) {
    return new BlockUnavailableException(
        block.key(), Reason.ABSENT, block + " does not exist on the server", cause);
  }

  private void nonsense(InFlightBlock block, SourceException error) {
    block.fileset().trust().nonsenseCame();
    stopIfAddressSeemsWrong(block, error);
  }

  /** A host that has an error for every block seems wrong too; one block's tries count once. */
  private void noBlockAtFirst(InFlightBlock block, SourceException.Unavailable error) {
    if (block.tries == 0 && !HostWatch.saysAway(error)) {
      nonsense(block, error);
    }
  }

  private void stopIfAddressSeemsWrong(InFlightBlock block, SourceException last) {
    if (block.fileset().trust().seemsWrong()) {
      String message =
          "none of the first %d answers of %s for %s was a block: the address seems wrong; the last was: %s. Check url_format, then retry"
              .formatted(
                  AddressTrust.ANSWERS,
                  block.host().name(),
                  block.fileset().name(),
                  Messages.words(last));
      block.fileset().trust().reset();
      stop(block, Reason.WRONG_ADDRESS, message, last);
    }
  }

  /** Nothing more is asked for a volume; all that waits for its source ends. */
  private void stop(InFlightBlock block, Reason reason, String message, Throwable cause) {
    OpenFileset fileset = block.fileset();
    fileset.refuse(reason, message, cause);
    for (InFlightBlock other : inFlight.select(f -> f.fileset() == fileset)) {
      boolean waits =
          switch (other.phase()) {
            case HOST_LINE, PAUSING, PARKED, ELSEWHERE -> true;
            default -> other == block;
          };
      if (waits) {
        inFlight.fail(
            other,
            new BlockUnavailableException(other.key(), reason, message, cause),
            BlockState.NOT_CACHED);
      }
    }
  }

  private void giveUpIfFlying(InFlightBlock block, Throwable cause, boolean passing) {
    if (block.phase() != Phase.LANDED) {
      giveUp(block, cause, passing);
    }
  }

  /** Tries again, unless nobody wants it, the tries are used up, or nobody is there to ask. */
  private void again(InFlightBlock block, SourceException error) {
    if (!stillWanted(block)) {
      return;
    }
    Host host = block.host();
    if (host.breaker().isOpen() && !(error instanceof SourceException.Invalid)) {
      toHost.accept(block);
      return;
    }
    block.tries++;
    RetryRules rules = parts.settings().retryRules(block.tier());
    if (block.invalid >= rules.invalidTries() && !block.fileset().trust().trusted()) {
      giveUp(block, error, true);
    } else if (block.tries < rules.tries()) {
      pause(block, error, watch.behindProbe(host, pause(block)));
    } else if (HostWatch.saysNothing(block, error) && host.breaker().inARow() >= rules.tries()) {
      // Nobody is there at all: that is not the block's fault.
      watch.away(host);
      toHost.accept(block);
    } else {
      giveUp(block, error, true);
    }
  }

  /** Tries again when the host, which asked to be left alone, is asked again; that is no try. */
  private void laterAsAsked(InFlightBlock block, SourceException error) {
    if (!stillWanted(block)) {
      return;
    }
    if (block.host().breaker().isOpen()) {
      toHost.accept(block);
    } else {
      pause(block, error, pause(block));
    }
  }

  /** Tries again when this computer may be able to; that is no try, and costs the host nothing. */
  private void whenThereIsRoom(InFlightBlock block, SourceException error) {
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

  /** How long a block pauses before its next try, which is paid for from the host's budget. */
  private Duration pause(InFlightBlock block) {
    RetryRules rules = parts.settings().retryRules(block.tier());
    Duration pause = rules.pause(Math.max(1, block.tries), random);
    boolean affordable = block.host().budget().tryRetry();
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
}

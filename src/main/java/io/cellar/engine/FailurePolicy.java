package io.cellar.engine;

import io.cellar.engine.BlockUnavailableException.Reason;
import io.cellar.source.LocalTrouble;
import io.cellar.source.SourceException;
import io.cellar.store.Coverage;
import io.cellar.volume.BlockState;
import java.util.function.Consumer;

/**
 * Judges how a server answered, or did not: whether a block is tried again, is absent, has failed,
 * or whether its host or its whole volume is to be left alone. Guarded by the {@link EngineLock}.
 */
final class FailurePolicy {
  private final EngineParts parts;
  private final InFlight inFlight;
  private final HostSlots hosts;
  private final HostWatch watch;
  private final RetrySchedule retries;

  FailurePolicy(
      EngineParts parts, InFlight inFlight, HostSlots hosts, Consumer<InFlightBlock> toHost) {
    this.parts = parts;
    this.inFlight = inFlight;
    this.hosts = hosts;
    this.watch = new HostWatch(parts, inFlight, hosts);
    this.retries =
        new RetrySchedule(
            parts, inFlight, watch, (block, error) -> giveUp(block, error, true), toHost);
  }

  /** A block is going to be asked from its host. */
  void asked(InFlightBlock block) {
    watch.watch(host(block));
  }

  /** A host has sent a whole body. */
  void answered(InFlightBlock block) {
    Host host = host(block);
    long took = parts.time().nanos() - block.startedNanos;
    host.took(took);
    host.slots().succeeded(parts.time().nanos(), took, host.open().size() - 1);
    alive(host);
  }

  /** What was sent is the block. */
  void blockCame(InFlightBlock block) {
    host(block).budget().succeeded();
    hosts.local().wentWell();
    Coverage coverage = block.fileset().store().coverage();
    block.fileset().trust().blockCame().forEach(i -> coverage.set(i, Coverage.State.ABSENT));
    block.fileset().blockCame(block.key().index());
    parts.failures().forget(block.key());
    parts.counters().fetched.increment();
  }

  /** The block did not come; its flight goes on to wherever that leads. */
  void failed(InFlightBlock block, Throwable error) {
    switch (error) {
      case SourceException.Absent absent -> absent(block, absent);
      case SourceException.AccessDenied denied -> {
        alive(host(block));
        stop(block, Reason.ACCESS_DENIED, Messages.words(denied), denied);
      }
      case SourceException.Refused refused -> {
        alive(host(block));
        nonsense(block, refused);
        giveUpIfFlying(block, refused, false);
      }
      case SourceException.Invalid invalid -> {
        watch.signOfLife(host(block));
        block.invalid++;
        if (invalid.understood()) {
          nonsense(block, invalid);
        }
        retries.again(block, invalid);
      }
      case SourceException.Unavailable busy -> {
        watch.failed(host(block), busy);
        busy.retryAfter().ifPresent(wish -> watch.leaveAlone(host(block), wish));
        if (busy.retryAfter().isPresent()) {
          retries.laterAsAsked(block, busy);
        } else {
          retries.again(block, busy);
        }
      }
      case SourceException.TimedOut late -> {
        watch.failed(host(block), late);
        retries.again(block, late);
      }
      case SourceException.Unreachable broken when broken.brokeOff() -> {
        watch.brokeOff(host(block), broken);
        retries.again(block, broken);
      }
      case SourceException.Unreachable away -> {
        watch.failed(host(block), away);
        retries.again(block, away);
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
      retries.whenThereIsRoom(block, shortage);
    }
  }

  /**
   * The block cannot be had.
   *
   * @param passing worth another try when somebody asks after a while
   */
  void giveUp(InFlightBlock block, Throwable cause, boolean passing) {
    int tries = Math.max(1, block.tries);
    String from = block.address();
    String why =
        cause instanceof SourceException.OutOfResources
            ? "%s was not fetched: %s".formatted(block, Messages.words(cause))
            : "%s could not be had from %s (%s): %s"
                .formatted(
                    block, from, tries == 1 ? "1 try" : tries + " tries", Messages.words(cause));
    BlockUnavailableException error =
        new BlockUnavailableException(block.key(), Reason.FAILED, why, cause);
    if (block.refresh()) {
      inFlight.fail(block, error, BlockState.AVAILABLE);
      return;
    }
    EngineTime time = parts.time();
    FailureBook.Entry entry =
        new FailureBook.Entry(error, from, tries, passing, false, time.nanos(), time.now());
    parts.failures().note(entry);
    block.fileset().store().coverage().set(block.key().index(), Coverage.State.FAILED);
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
    alive(host(block));
    if (block.refresh()) {
      giveUp(block, absent, false);
      return;
    }
    OpenFileset fileset = block.fileset();
    if (fileset.trust().denies(block.key().index())) {
      fileset.store().coverage().set(block.key().index(), Coverage.State.ABSENT);
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

  private void stopIfAddressSeemsWrong(InFlightBlock block, SourceException last) {
    if (block.fileset().trust().seemsWrong()) {
      String message =
          "none of the first %d answers of %s for %s was a block: the address seems wrong; the last was: %s. Check url_format, then retry"
              .formatted(
                  AddressTrust.ANSWERS,
                  host(block).name(),
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

  private void alive(Host host) {
    watch.answered(host);
  }

  private static Host host(InFlightBlock block) {
    return block.host();
  }
}

package io.cellar.download;

import io.cellar.download.BlockUnavailableException.Reason;
import io.cellar.source.LocalTrouble;
import io.cellar.source.SourceException;
import io.cellar.store.Coverage;
import io.cellar.volume.BlockState;
import java.util.function.Consumer;

/**
 * Judges how a server answered, or did not: whether a block is tried again, is absent, has failed,
 * or whether its host or its whole volume is to be left alone. Guarded by the {@link Desk}.
 */
final class Verdicts {
  private final Tools tools;
  private final Flights flights;
  private final HostStation hosts;
  private final HostWatch watch;
  private final Retries retries;

  Verdicts(Tools tools, Flights flights, HostStation hosts, Consumer<Flight> toHost) {
    this.tools = tools;
    this.flights = flights;
    this.hosts = hosts;
    this.watch = new HostWatch(tools, flights, hosts);
    this.retries =
        new Retries(tools, flights, watch, (flight, error) -> giveUp(flight, error, true), toHost);
  }

  /** A block is going to be asked from its host. */
  void asked(Flight flight) {
    watch.watch(host(flight));
  }

  /** So much of a body has come that its host is at work. */
  void signOfLife(Flight flight) {
    watch.signOfLife(host(flight));
  }

  /** A host has sent a whole body. */
  void answered(Flight flight) {
    Host host = host(flight);
    long took = tools.time().nanos() - flight.startedNanos;
    host.took(took);
    host.slots().succeeded(tools.time().nanos(), took, host.open().size() - 1);
    alive(host);
  }

  /** What was sent is the block. */
  void blockCame(Flight flight) {
    host(flight).budget().succeeded();
    hosts.local().wentWell();
    Coverage coverage = flight.fileset().reader().coverage();
    flight.fileset().trust().blockCame().forEach(i -> coverage.set(i, Coverage.State.ABSENT));
    flight.fileset().blockCame(flight.key().index());
    tools.failures().forget(flight.key());
    tools.counters().fetched.increment();
  }

  /** The block did not come; its flight goes on to wherever that leads. */
  void failed(Flight flight, Throwable error) {
    switch (error) {
      case SourceException.Absent absent -> absent(flight, absent);
      case SourceException.AccessDenied denied -> {
        alive(host(flight));
        stop(flight, Reason.ACCESS_DENIED, Causes.words(denied), denied);
      }
      case SourceException.Refused refused -> {
        alive(host(flight));
        nonsense(flight, refused);
        giveUpIfFlying(flight, refused, false);
      }
      case SourceException.Invalid invalid -> {
        watch.signOfLife(host(flight));
        flight.invalid++;
        if (invalid.understood()) {
          nonsense(flight, invalid);
        }
        retries.again(flight, invalid);
      }
      case SourceException.Unavailable busy -> {
        watch.failed(host(flight), busy);
        busy.retryAfter().ifPresent(wish -> watch.leaveAlone(host(flight), wish));
        if (busy.retryAfter().isPresent()) {
          retries.laterAsAsked(flight, busy);
        } else {
          retries.again(flight, busy);
        }
      }
      case SourceException.TimedOut late -> {
        watch.failed(host(flight), late);
        retries.again(flight, late);
      }
      case SourceException.Unreachable broken when broken.brokeOff() -> {
        watch.brokeOff(host(flight), broken);
        retries.again(flight, broken);
      }
      case SourceException.Unreachable away -> {
        watch.failed(host(flight), away);
        retries.again(flight, away);
      }
      default ->
          LocalTrouble.in(error)
              .ifPresentOrElse(
                  shortage -> ranShort(flight, shortage), () -> giveUp(flight, error, false));
    }
  }

  /**
   * What this computer cannot do says nothing of the host; fewer are open at a time from now on.
   */
  private void ranShort(Flight flight, SourceException.OutOfResources shortage) {
    long now = tools.time().nanos();
    hosts.local().ranShort(now, hosts.open());
    if (hosts.local().hopeless(now)) {
      giveUpIfFlying(flight, shortage, true);
    } else {
      retries.whenThereIsRoom(flight, shortage);
    }
  }

  /**
   * The block cannot be had.
   *
   * @param passing worth another try when somebody asks after a while
   */
  void giveUp(Flight flight, Throwable cause, boolean passing) {
    int tries = Math.max(1, flight.tries);
    String from = flight.address();
    String why =
        cause instanceof SourceException.OutOfResources
            ? "%s was not fetched: %s".formatted(flight, Causes.words(cause))
            : "%s could not be had from %s (%s): %s"
                .formatted(
                    flight, from, tries == 1 ? "1 try" : tries + " tries", Causes.words(cause));
    BlockUnavailableException error =
        new BlockUnavailableException(flight.key(), Reason.FAILED, why, cause);
    if (flight.renewal()) {
      flights.fail(flight, error, BlockState.AVAILABLE);
      return;
    }
    EngineTime time = tools.time();
    FailureBook.Entry entry =
        new FailureBook.Entry(error, from, tries, passing, false, time.nanos(), time.now());
    tools.failures().note(entry);
    flight.fileset().reader().coverage().set(flight.key().index(), Coverage.State.FAILED);
    flights.fail(flight, error, entry.state());
    if (passing) {
      remindAfterRest(flight);
    }
  }

  /** Those who look at the block then are told again, so that they ask for it. */
  private void remindAfterRest(Flight flight) {
    Runnable remind =
        () ->
            tools
                .failures()
                .state(flight.key(), flight.fileset().online())
                .ifPresent(state -> tools.herald().tell(flight.key(), state));
    tools.time().after(FailureBook.REST.plusMillis(1), () -> tools.desk().decide(remind));
  }

  private void absent(Flight flight, SourceException.Absent absent) {
    alive(host(flight));
    if (flight.renewal()) {
      giveUp(flight, absent, false);
      return;
    }
    OpenFileset fileset = flight.fileset();
    if (fileset.trust().denies(flight.key().index())) {
      fileset.reader().coverage().set(flight.key().index(), Coverage.State.ABSENT);
    }
    flights.fail(flight, absentError(flight, absent), BlockState.ABSENT);
    stopIfAddressSeemsWrong(flight, absent);
  }

  private static BlockUnavailableException absentError(Flight flight, Throwable cause) {
    return new BlockUnavailableException(
        flight.key(), Reason.ABSENT, flight + " does not exist on the server", cause);
  }

  private void nonsense(Flight flight, SourceException error) {
    flight.fileset().trust().nonsenseCame();
    stopIfAddressSeemsWrong(flight, error);
  }

  private void stopIfAddressSeemsWrong(Flight flight, SourceException last) {
    if (flight.fileset().trust().seemsWrong()) {
      String message =
          "none of the first %d answers of %s for %s was a block: the address seems wrong; the last was: %s. Check url_format, then retry"
              .formatted(
                  AddressTrust.ANSWERS,
                  host(flight).name(),
                  flight.fileset().name(),
                  Causes.words(last));
      flight.fileset().trust().reset();
      stop(flight, Reason.WRONG_ADDRESS, message, last);
    }
  }

  /** Nothing more is asked for a volume; all that waits for its source ends. */
  private void stop(Flight flight, Reason reason, String message, Throwable cause) {
    OpenFileset fileset = flight.fileset();
    fileset.refuse(reason, message, cause);
    for (Flight other : flights.select(f -> f.fileset() == fileset)) {
      boolean waits =
          switch (other.phase()) {
            case HOST_LINE, PAUSING, PARKED, ELSEWHERE -> true;
            default -> other == flight;
          };
      if (waits) {
        flights.fail(
            other,
            new BlockUnavailableException(other.key(), reason, message, cause),
            BlockState.NOT_CACHED);
      }
    }
  }

  private void giveUpIfFlying(Flight flight, Throwable cause, boolean passing) {
    if (flight.phase() != Phase.LANDED) {
      giveUp(flight, cause, passing);
    }
  }

  private void alive(Host host) {
    watch.answered(host);
  }

  private static Host host(Flight flight) {
    return flight.fileset().host().orElseThrow();
  }
}

package io.cellar.engine;

import io.cellar.engine.BlockUnavailableException.Reason;
import io.cellar.store.Coverage;
import io.cellar.volume.BlockKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Where requesters ask, ask again, and leave. */
final class Requests {
  /** A view that has moved gets so long to say what it still wants. */
  private static final Duration SETTLING = Duration.ofMillis(50);

  /** Makes a claim of one kind. */
  interface Kind<C extends Request> {
    C create(EngineRequester requester, BlockKey key, Priority priority, long askedNanos);
  }

  private final EngineParts tools;
  private final Map<Integer, OpenFileset> filesets;
  private final InFlight flights;
  private final BlockFlow router;
  private boolean closed;

  /**
   * A reception.
   *
   * @param filesets the open ones, guarded by the desk
   */
  Requests(
      EngineParts tools, Map<Integer, OpenFileset> filesets, InFlight flights, BlockFlow router) {
    this.tools = tools;
    this.filesets = filesets;
    this.flights = flights;
    this.router = router;
  }

  /** Nobody is received any more. Only while deciding. */
  void close() {
    closed = true;
  }

  /**
   * A requester asks for a block.
   *
   * @param type the kind of claim; a requester has at most one of each kind on a flight
   */
  <C extends Request> C ask(
      EngineRequester requester, BlockKey key, Priority priority, Class<C> type, Kind<C> kind) {
    return tools
        .desk()
        .decide(
            () -> {
              boolean renewal = type == RefreshRequest.class;
              Optional<InFlightBlock> flight = flights.of(key, renewal);
              Optional<C> earlier =
                  flight
                      .flatMap(f -> f.claimOf(requester, c -> c.getClass() == type))
                      .map(type::cast);
              if (earlier.isPresent()) {
                renew(flight.get(), earlier.get(), priority);
                return earlier.get();
              }
              C claim = kind.create(requester, key, priority, tools.time().nanos());
              Optional<Throwable> refusal = refusal(requester, key, renewal);
              if (refusal.isPresent()) {
                tools.desk().later(() -> claim.fail(refusal.get()));
              } else {
                requester.claims().add(claim);
                join(flight, claim);
              }
              return claim;
            });
  }

  /** A requester asks for a block once more, unless there is no reason to. */
  Optional<BlockRequest> askAgain(EngineRequester requester, BlockKey key, Priority priority) {
    return tools
        .desk()
        .decide(
            () ->
                Optional.ofNullable(filesets.get(key.fileset()))
                    .filter(fileset -> Refreshes.due(fileset, key.index()) && !comes(key))
                    .map(
                        fileset ->
                            ask(
                                requester,
                                key,
                                priority,
                                RefreshRequest.class,
                                RefreshRequest::new)));
  }

  /** True when a block comes from the server anyway. */
  private boolean comes(BlockKey key) {
    return flights
        .of(key)
        .filter(f -> f.phase() != Phase.DISK_LINE && f.phase() != Phase.READING)
        .isPresent();
  }

  /** A requester's view has moved. */
  void viewMoved(EngineRequester requester) {
    tools
        .desk()
        .decide(
            () -> {
              requester.moveOn();
              router.hosts().viewMoved();
              tools.time().after(SETTLING, () -> tools.desk().decide(router.hosts()::endStale));
            });
  }

  /** A claim is given up. */
  void leave(Request claim) {
    tools.desk().decide(() -> leave(claim, "cancelled"));
  }

  /** A requester is put on hold, or goes on. */
  void hold(EngineRequester requester, boolean on) {
    tools
        .desk()
        .decide(
            () -> {
              requester.held(on);
              if (on) {
                List.copyOf(requester.claims()).forEach(this::holdIfWaiting);
              }
            });
  }

  private void holdIfWaiting(Request claim) {
    BlockUnavailableException held = BlockUnavailableException.held(claim.key(), claim.requester());
    flights
        .of(claim.key(), claim.renewal())
        .filter(flight -> !flight.onTheWireOrHere())
        .ifPresent(flight -> flights.leave(flight, claim, held));
  }

  /** A requester goes. */
  void leave(EngineRequester requester) {
    tools
        .desk()
        .decide(
            () -> {
              requester.markClosed();
              List.copyOf(requester.claims()).forEach(claim -> leave(claim, requester + " left"));
            });
  }

  private void leave(Request claim, String why) {
    flights
        .of(claim.key(), claim.renewal())
        .ifPresent(
            flight -> flights.leave(flight, claim, new CancellationException(flight + ": " + why)));
  }

  private void renew(InFlightBlock flight, Request claim, Priority priority) {
    Priority before = flight.priority();
    claim.renew(priority);
    if (flight.priority().compareTo(before) < 0) {
      router.promote(flight, before.tier());
    }
  }

  private void join(Optional<InFlightBlock> present, Request claim) {
    if (present.isPresent()) {
      InFlightBlock flight = present.get();
      Tier before = flight.tier();
      boolean better =
          flight.claims().isEmpty() || claim.priority().compareTo(flight.priority()) < 0;
      flight.claims().add(claim);
      if (better) {
        router.promote(flight, before);
      }
      if (flight.phase() == Phase.PARKED && !claim.requester().waitsForDisk()) {
        router.toHost(flight);
      }
    } else {
      OpenFileset fileset = filesets.get(claim.key().fileset());
      InFlightBlock flight = flights.begin(claim.key(), fileset, claim.renewal());
      flight.claims().add(claim);
      if (flight.renewal()) {
        router.toHost(flight);
      } else {
        router.toDisk(flight);
      }
    }
  }

  /** Why a block is not asked for at all. */
  private Optional<Throwable> refusal(EngineRequester requester, BlockKey key, boolean renewal) {
    if (closed || requester.closed()) {
      return Optional.of(
          new CancellationException(
              closed ? "the download engine is closed" : requester + " is closed"));
    }
    OpenFileset fileset = filesets.get(key.fileset());
    if (fileset == null || fileset.released()) {
      return Optional.of(new CancellationException("fileset " + key.fileset() + " is not open"));
    }
    if (requester.held()) {
      return Optional.of(BlockUnavailableException.held(key, requester));
    }
    if (renewal) {
      return Optional.empty();
    }
    if (fileset.source().isPresent() && isAbsent(fileset, key)) {
      return Optional.of(
          new BlockUnavailableException(
              key,
              Reason.ABSENT,
              "block %s of %s does not exist on the server"
                  .formatted(fileset.store().grid().roi(key.index()), fileset.name()),
              null));
    }
    return tools
        .failures()
        .standing(key, fileset.online(), tools.time().nanos())
        .map(error -> error);
  }

  static boolean isAbsent(OpenFileset fileset, BlockKey key) {
    return fileset.trust().wasDenied(key.index())
        || fileset.store().coverage().get(key.index()) == Coverage.State.ABSENT;
  }
}

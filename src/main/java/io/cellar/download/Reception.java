package io.cellar.download;

import io.cellar.download.BlockUnavailableException.Reason;
import io.cellar.store.Coverage;
import io.cellar.volume.BlockKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** Where parties ask, ask again, and leave. */
final class Reception {
  /** A view that has moved gets so long to say what it still wants. */
  private static final Duration SETTLING = Duration.ofMillis(50);

  /** Makes a claim of one kind. */
  interface Kind<C extends Claim> {
    C create(EngineParty party, BlockKey key, Priority priority, long askedNanos);
  }

  private final Tools tools;
  private final Map<Integer, OpenFileset> filesets;
  private final Flights flights;
  private final Router router;
  private boolean closed;

  /**
   * A reception.
   *
   * @param filesets the open ones, guarded by the desk
   */
  Reception(Tools tools, Map<Integer, OpenFileset> filesets, Flights flights, Router router) {
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
   * A party asks for a block.
   *
   * @param type the kind of claim; a party has at most one of each kind on a flight
   */
  <C extends Claim> C ask(
      EngineParty party, BlockKey key, Priority priority, Class<C> type, Kind<C> kind) {
    return tools
        .desk()
        .decide(
            () -> {
              boolean renewal = type == RenewalClaim.class;
              Optional<Flight> flight = flights.of(key, renewal);
              Optional<C> earlier =
                  flight.flatMap(f -> f.claimOf(party, c -> c.getClass() == type)).map(type::cast);
              if (earlier.isPresent()) {
                renew(flight.get(), earlier.get(), priority);
                return earlier.get();
              }
              C claim = kind.create(party, key, priority, tools.time().nanos());
              Optional<Throwable> refusal = refusal(party, key, renewal);
              if (refusal.isPresent()) {
                tools.desk().later(() -> claim.fail(refusal.get()));
              } else {
                party.claims().add(claim);
                join(flight, claim);
              }
              return claim;
            });
  }

  /** A party asks for a block once more, unless there is no reason to. */
  Optional<BlockTicket> askAgain(EngineParty party, BlockKey key, Priority priority) {
    return tools
        .desk()
        .decide(
            () ->
                Optional.ofNullable(filesets.get(key.fileset()))
                    .filter(fileset -> Renewals.due(fileset, key.index()) && !comes(key))
                    .map(
                        fileset ->
                            ask(party, key, priority, RenewalClaim.class, RenewalClaim::new)));
  }

  /** True when a block comes from the server anyway. */
  private boolean comes(BlockKey key) {
    return flights
        .of(key)
        .filter(f -> f.phase() != Phase.DISK_LINE && f.phase() != Phase.READING)
        .isPresent();
  }

  /** A party's view has moved. */
  void viewMoved(EngineParty party) {
    tools
        .desk()
        .decide(
            () -> {
              party.moveOn();
              router.hosts().viewMoved();
              tools.time().after(SETTLING, () -> tools.desk().decide(router.hosts()::endStale));
            });
  }

  /** A claim is given up. */
  void leave(Claim claim) {
    tools.desk().decide(() -> leave(claim, "cancelled"));
  }

  /** A party is put on hold, or goes on. */
  void hold(EngineParty party, boolean on) {
    tools
        .desk()
        .decide(
            () -> {
              party.held(on);
              if (on) {
                List.copyOf(party.claims()).forEach(this::holdIfWaiting);
              }
            });
  }

  private void holdIfWaiting(Claim claim) {
    BlockUnavailableException held = BlockUnavailableException.held(claim.key(), claim.party());
    flights
        .of(claim.key(), claim.renewal())
        .filter(flight -> !flight.onTheWireOrHere())
        .ifPresent(flight -> flights.leave(flight, claim, held));
  }

  /** A party goes. */
  void leave(EngineParty party) {
    tools
        .desk()
        .decide(
            () -> {
              party.markClosed();
              List.copyOf(party.claims()).forEach(claim -> leave(claim, party + " left"));
            });
  }

  private void leave(Claim claim, String why) {
    flights
        .of(claim.key(), claim.renewal())
        .ifPresent(
            flight -> flights.leave(flight, claim, new CancellationException(flight + ": " + why)));
  }

  private void renew(Flight flight, Claim claim, Priority priority) {
    Priority before = flight.priority();
    claim.renew(priority);
    if (flight.priority().compareTo(before) < 0) {
      router.promote(flight, before.tier());
    }
  }

  private void join(Optional<Flight> present, Claim claim) {
    if (present.isPresent()) {
      Flight flight = present.get();
      Tier before = flight.tier();
      boolean better =
          flight.claims().isEmpty() || claim.priority().compareTo(flight.priority()) < 0;
      flight.claims().add(claim);
      if (better) {
        router.promote(flight, before);
      }
      if (flight.phase() == Phase.PARKED && !claim.party().waitsForDisk()) {
        router.toHost(flight);
      }
    } else {
      OpenFileset fileset = filesets.get(claim.key().fileset());
      Flight flight = flights.begin(claim.key(), fileset, claim.renewal());
      flight.claims().add(claim);
      if (flight.renewal()) {
        router.toHost(flight);
      } else {
        router.toDisk(flight);
      }
    }
  }

  /** Why a block is not asked for at all. */
  private Optional<Throwable> refusal(EngineParty party, BlockKey key, boolean renewal) {
    if (closed || party.closed()) {
      return Optional.of(
          new CancellationException(
              closed ? "the download engine is closed" : party + " is closed"));
    }
    OpenFileset fileset = filesets.get(key.fileset());
    if (fileset == null || fileset.released()) {
      return Optional.of(new CancellationException("fileset " + key.fileset() + " is not open"));
    }
    if (party.held()) {
      return Optional.of(BlockUnavailableException.held(key, party));
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
                  .formatted(fileset.reader().grid().roi(key.index()), fileset.name()),
              null));
    }
    return tools
        .failures()
        .standing(key, fileset.online(), tools.time().nanos())
        .map(error -> error);
  }

  static boolean isAbsent(OpenFileset fileset, BlockKey key) {
    return fileset.trust().wasDenied(key.index())
        || fileset.reader().coverage().get(key.index()) == Coverage.State.ABSENT;
  }
}

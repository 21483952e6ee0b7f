package io.cellar.download;

import io.cellar.source.LocalTrouble;
import io.cellar.store.Coverage;
import io.cellar.volume.Block;
import io.cellar.volume.BlockState;
import io.cellar.volume.Blocks;
import io.cellar.volume.Roi;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides where a flight goes next: first to the disk, then to its host, and after each stage
 * wherever the outcome sends it. The state machine of the package's description is written here.
 */
final class Router {
  private static final Logger LOG = LoggerFactory.getLogger(Router.class);

  private final Tools tools;
  private final Flights flights;
  private final DiskStation disk;
  private final HostStation hosts;
  private final Elsewhere elsewhere;
  private final Verdicts verdicts;

  /**
   * A router.
   *
   * @param transfer run on a virtual thread for each flight that gets a slot
   */
  Router(Tools tools, Flights flights, Consumer<Flight> transfer) {
    this.tools = tools;
    this.flights = flights;
    this.disk = new DiskStation(tools, flights, this::looked);
    this.hosts = new HostStation(tools, flights, transfer);
    this.elsewhere = new Elsewhere(tools, flights, this::toDisk, this::toHost);
    this.verdicts = new Verdicts(tools, flights, hosts, this::toHost);
  }

  DiskStation disk() {
    return disk;
  }

  HostStation hosts() {
    return hosts;
  }

  Verdicts verdicts() {
    return verdicts;
  }

  /** A new flight, or one whose block is on disk now. */
  void toDisk(Flight flight) {
    disk.admit(flight);
  }

  /** A flight whose block must come from its source, unless everybody has left meanwhile. */
  void toHost(Flight flight) {
    dropHeld(flight);
    OpenFileset fileset = flight.fileset();
    Optional<BlockUnavailableException> refusal = fileset.refusal(flight.key());
    if (flight.claims().isEmpty()) {
      flights.end(flight, BlockState.NOT_CACHED);
    } else if (fileset.released()) {
      flights.fail(flight, fileset.closed(), BlockState.NOT_CACHED);
    } else if (!fileset.online()) {
      BlockUnavailableException offline = BlockUnavailableException.offline(flight);
      flights.fail(flight, offline, BlockState.NOT_CACHED);
    } else if (refusal.isPresent()) {
      flights.fail(flight, refusal.get(), BlockState.NOT_CACHED);
    } else if (isBeingRenewed(flight)) {
      elsewhere.wait(flight);
    } else {
      hosts.admit(flight);
      verdicts.asked(flight);
    }
  }

  /** Those who are on hold leave before anything is asked for. */
  private void dropHeld(Flight flight) {
    for (Claim claim : List.copyOf(flight.claims())) {
      if (claim.party().held()) {
        flights.drop(flight, claim, BlockUnavailableException.held(flight.key(), claim.party()));
      }
    }
  }

  /** True when the new file of a block that went missing is here already; else there is no need. */
  private boolean isBeingRenewed(Flight flight) {
    Optional<Flight> renewal = flight.renewal() ? Optional.empty() : flights.of(flight.key(), true);
    renewal.filter(Renewals::canEnd).ifPresent(r -> Renewals.cancel(r, flights));
    return renewal.filter(r -> !Renewals.canEnd(r)).isPresent();
  }

  /** The priority of a waiting flight has risen. */
  void promote(Flight flight, Tier before) {
    Tier now = flight.priority().tier();
    switch (flight.phase()) {
      case DISK_LINE -> {
        flight.line.place(flight);
        disk.dispatch();
      }
      case HOST_LINE -> {
        // Some slots and some memory are kept for the better tiers, so it may be its turn now.
        flight.line.place(flight);
        hosts.dispatch(flight.fileset().host().orElseThrow());
      }
      case PAUSING, PARKED -> {
        if (now.compareTo(before) < 0) {
          toHost(flight);
        }
      }
      case READING, DOWNLOADING, ELSEWHERE, VERIFYING, STORING, LANDED -> {}
    }
  }

  /** How a look at the disk ended. Only while deciding. */
  void looked(Flight flight, Outcome outcome) {
    Coverage coverage = flight.fileset().reader().coverage();
    long index = flight.key().index();
    switch (outcome) {
      case Outcome.Found(Optional<Block> voxels) -> {
        tools.failures().found(flight.key());
        note(coverage, index, Coverage.State.AVAILABLE);
        voxels.ifPresent(block -> flights.deliver(flight, block));
        if (voxels.isEmpty() && flight.wantsVoxels()) {
          toDisk(flight);
        } else {
          flights.land(flight, stored(flight));
        }
      }
      case Outcome.Missing() -> {
        if (coverage.get(index) == Coverage.State.AVAILABLE) {
          coverage.set(index, Coverage.State.UNKNOWN);
        }
        toHost(flight);
      }
      case Outcome.Unreadable(Throwable cause) when flight.fileset().online() -> {
        LOG.warn("{} cannot be read from disk, it is downloaded: {}", flight, cause.getMessage());
        toHost(flight);
      }
      case Outcome.Unreadable(Throwable cause) -> verdicts.giveUp(flight, cause, false);
      default -> throw new IllegalStateException("a look at the disk ended with " + outcome);
    }
  }

  /**
   * The bytes of a flight are here; its slot is free again. Not while deciding.
   *
   * @return rank for decoding: the flight's tier
   */
  int received(Flight flight, int bytes) {
    return tools
        .desk()
        .decide(
            () -> {
              flight.fetchedBytes = bytes;
              hosts.received(bytes);
              flights.enter(flight, Phase.VERIFYING);
              verdicts.answered(flight);
              hosts.giveSlot(flight);
              hosts.dispatch();
              return flight.tier().ordinal();
            });
  }

  /** More of the bytes of a flight are here. Only while deciding. */
  void progressed(Flight flight) {
    flights.tell(flight);
  }

  /** So much of the bytes of a flight is here that its host is at work. Only while deciding. */
  void signOfLife(Flight flight) {
    verdicts.signOfLife(flight);
  }

  /** The voxels are what was asked for: those who want them get them, before they are written. */
  void verified(Flight flight, Block voxels) {
    Optional<Block> inView =
        tools.desk().decide(flight::wantsVoxels)
            ? Optional.of(crop(flight, voxels))
            : Optional.empty();
    tools
        .desk()
        .decide(
            () -> {
              verdicts.blockCame(flight);
              flights.enter(flight, Phase.STORING);
              inView.ifPresent(block -> flights.deliver(flight, block));
            });
  }

  /** How a transfer ended. Not while deciding. */
  void transferred(Flight flight, Outcome outcome) {
    tools
        .desk()
        .decide(
            () -> {
              hosts.giveSlot(flight);
              hosts.giveBytes(flight);
              conclude(flight, outcome);
              hosts.dispatch();
            });
  }

  private void conclude(Flight flight, Outcome outcome) {
    switch (outcome) {
      case Outcome.Landed(Stored how) -> {
        note(flight.fileset().reader().coverage(), flight.key().index(), Coverage.State.AVAILABLE);
        if (flight.wantsVoxels()) {
          toDisk(flight);
        } else {
          flights.land(flight, how);
        }
      }
      case Outcome.NotStored(Throwable cause) when LocalTrouble.in(cause).isPresent() ->
          verdicts.failed(flight, cause);
      case Outcome.NotStored(Throwable cause) -> notStored(flight, cause);
      case Outcome.OnDisk() -> {
        flight.vainReads++;
        toDisk(flight);
      }
      case Outcome.Elsewhere() -> elsewhere.wait(flight);
      case Outcome.Interrupted() -> toHost(flight);
      case Outcome.Failed(Throwable cause) when flight.interrupted -> toHost(flight);
      case Outcome.Failed(Throwable cause) -> verdicts.failed(flight, cause);
      default -> throw new IllegalStateException("a transfer ended with " + outcome);
    }
  }

  /** Those who have the voxels keep them; all are told that the block is not on disk. */
  private void notStored(Flight flight, Throwable cause) {
    BlockUnavailableException error = BlockUnavailableException.notWritten(flight, cause);
    for (Claim claim : List.copyOf(flight.claims())) {
      if (!claim.wantsVoxels()) {
        flights.leave(flight, claim, error);
      }
    }
    toHost(flight);
  }

  private static Stored stored(Flight flight) {
    return flight.fetchedBytes > 0 ? new Stored(true, flight.fetchedBytes) : Stored.CACHED;
  }

  private static void note(Coverage coverage, long index, Coverage.State state) {
    if (coverage.get(index) != state) {
      coverage.set(index, state);
    }
  }

  /** The part of a whole block that lies in the view. */
  private static Block crop(Flight flight, Block whole) {
    Roi roi = flight.roi();
    Roi inView = roi.intersect(flight.fileset().reader().geometry().storedView());
    return Blocks.crop(whole, inView.minus(roi.start()));
  }
}

package io.cellar.engine;

import io.cellar.volume.Block;
import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The registry of what is in flight: one flight per block, and one more while a block that is on
 * disk is asked for again; any number of claims on it. Here claims join and leave, and here every
 * claim comes to its end, exactly once. Guarded by the {@link EngineLock}.
 */
final class InFlight {
  private final EngineLock desk;
  private final StateNotifier notifier;
  private final Refreshes rules;
  private final Condition landed;
  private final Map<BlockKey, InFlightBlock> inAir = new ConcurrentHashMap<>();
  private final Map<BlockKey, InFlightBlock> renewals = new HashMap<>();

  InFlight(EngineLock desk, StateNotifier notifier, Refreshes rules) {
    this.desk = desk;
    this.rules = rules;
    this.notifier = notifier;
    this.landed = desk.condition();
  }

  Optional<InFlightBlock> of(BlockKey key) {
    return of(key, false);
  }

  /** How far a block is that is on its way; empty when it is not. Without the lock. */
  Optional<BlockState> state(BlockKey key) {
    return Optional.ofNullable(inAir.get(key))
        .filter(flight -> flight.phase() != Phase.LANDED)
        .map(InFlightBlock::state);
  }

  /** A block's flight, or the one that renews it. */
  Optional<InFlightBlock> of(BlockKey key, boolean renewal) {
    desk.check();
    return Optional.ofNullable(registry(renewal).get(key));
  }

  private Map<BlockKey, InFlightBlock> registry(boolean renewal) {
    return renewal ? renewals : inAir;
  }

  /** Registers a flight for a block that has none. */
  InFlightBlock begin(BlockKey key, OpenFileset fileset, boolean renewal) {
    InFlightBlock flight = new InFlightBlock(key, fileset, renewal);
    registry(renewal).put(key, flight);
    return flight;
  }

  /** Moves a flight to another phase, out of whatever it waited in, and tells. */
  void enter(InFlightBlock flight, Phase phase) {
    desk.check();
    if (flight.line != null) {
      flight.line.remove(flight);
    }
    flight.fileset().parked().remove(flight);
    flight.enter(phase);
    // Nothing is told of a refresh, whose block is on disk meanwhile.
    if (!flight.renewal() && phase != Phase.LANDED) {
      flight.news().ifPresent(state -> notifier.tell(flight.key(), state));
    }
  }

  /** All flights that fit; a copy. */
  List<InFlightBlock> select(Predicate<InFlightBlock> which) {
    desk.check();
    return all().filter(which).toList();
  }

  /** A claim leaves, with what it is told; a flight that nobody wants any more ends. */
  void leave(InFlightBlock flight, Request claim, Throwable told) {
    if (drop(flight, claim, told) && flight.claims().isEmpty()) {
      abandon(flight);
    }
  }

  /** A claim leaves, with what it is told; what becomes of the flight is the caller's to decide. */
  boolean drop(InFlightBlock flight, Request claim, Throwable told) {
    if (!flight.claims().remove(claim)) {
      return false;
    }
    rules.ended(flight, told);
    finish(claim, () -> claim.fail(told));
    return true;
  }

  /**
   * Drops the claims that a moved view left behind.
   *
   * @return whether anybody is left
   */
  boolean stillWanted(InFlightBlock flight) {
    for (Request claim : List.copyOf(flight.claims())) {
      if (claim.stale()) {
        leave(flight, claim, new CancellationException(flight + " went out of view"));
      }
    }
    return !flight.claims().isEmpty();
  }

  /** Hands the voxels to all who want them. */
  void deliver(InFlightBlock flight, Block voxels) {
    for (Request claim : flight.claims()) {
      if (claim.wantsVoxels()) {
        desk.later(() -> claim.deliver(voxels));
      }
    }
  }

  /** The block is on disk: the end of the flight. */
  void land(InFlightBlock flight, Stored how) {
    for (Request claim : flight.claims()) {
      finish(claim, () -> claim.succeed(how));
    }
    end(flight, BlockState.AVAILABLE);
  }

  /** The block cannot be had: the end of the flight. */
  void fail(InFlightBlock flight, Throwable cause, BlockState state) {
    rules.ended(flight, cause);
    for (Request claim : flight.claims()) {
      finish(claim, () -> claim.fail(cause));
    }
    end(flight, state);
  }

  /**
   * Waits until none of the flights that fit is in the air.
   *
   * @return false when some still are after the time
   */
  boolean awaitLanded(Predicate<InFlightBlock> which, long nanos) {
    long left = nanos;
    boolean interrupted = false;
    try {
      while (all().anyMatch(which)) {
        if (left <= 0) {
          return false;
        }
        try {
          left =
              landed.awaitNanos(Math.min(left, TimeUnit.SECONDS.toNanos(1)))
                  + left
                  - Math.min(left, TimeUnit.SECONDS.toNanos(1));
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      return true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** The claim has come to its end; its futures are completed when the desk is free. */
  void finish(Request claim, Runnable completion) {
    claim.requester().forget(claim);
    desk.later(completion);
  }

  /** Takes out a flight of which nobody wants anything. */
  void end(InFlightBlock flight, BlockState state) {
    enter(flight, Phase.LANDED);
    flight.claims().clear();
    registry(flight.renewal()).remove(flight.key());
    if (!flight.renewal() || state == BlockState.AVAILABLE) {
      notifier.tell(flight.key(), state);
    }
    landed.signalAll();
  }

  Stream<InFlightBlock> all() {
    return Stream.concat(inAir.values().stream(), renewals.values().stream());
  }

  /**
   * Nobody wants it any more. What waits is taken out at once; a transfer is ended on the wire and
   * comes back by itself; what is already here is let finish, since its bytes are paid for.
   */
  private void abandon(InFlightBlock flight) {
    switch (flight.phase()) {
      case DISK_LINE, HOST_LINE, ELSEWHERE, PAUSING, PARKED -> end(flight, BlockState.NOT_CACHED);
      case DOWNLOADING -> interrupt(flight);
      case READING, VERIFYING, STORING, LANDED -> {}
    }
  }

  /** Ends a transfer on the wire; the flight comes back as interrupted. */
  static void interrupt(InFlightBlock flight) {
    if (flight.phase() == Phase.DOWNLOADING && !flight.interrupted) {
      flight.interrupted = true;
      flight.runner.interrupt();
    }
  }
}

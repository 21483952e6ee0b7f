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
import java.util.concurrent.locks.Condition;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The registry of what is in flight: one entry per block, and one more while a block that is on
 * disk is refreshed; any number of requests for it. Here requests leave, and here each comes to its
 * end, exactly once. Changed under the {@link EngineLock}.
 */
final class InFlight {
  private final EngineParts parts;
  private final EngineLock lock;
  private final StateNotifier notifier;
  private final Condition landed;
  private final Map<BlockKey, InFlightBlock> blocks = new ConcurrentHashMap<>();
  private final Map<BlockKey, InFlightBlock> refreshes = new HashMap<>();

  InFlight(EngineParts parts) {
    this.parts = parts;
    this.lock = parts.lock();
    this.notifier = parts.notifier();
    this.landed = lock.condition();
  }

  /** How far a block is that is on its way; empty when it is not. Without the lock. */
  Optional<BlockState> state(BlockKey key) {
    return Optional.ofNullable(blocks.get(key)).flatMap(InFlightBlock::onItsWay);
  }

  /** A block that is in flight, or its refresh. */
  Optional<InFlightBlock> of(BlockKey key, boolean refresh) {
    lock.check();
    return Optional.ofNullable(registry(refresh).get(key));
  }

  /** How many there are, refreshes included. */
  int count() {
    lock.check();
    return blocks.size() + refreshes.size();
  }

  private Map<BlockKey, InFlightBlock> registry(boolean refresh) {
    return refresh ? refreshes : blocks;
  }

  /** Registers a block that is not in flight. */
  InFlightBlock begin(BlockKey key, OpenFileset fileset, boolean refresh) {
    InFlightBlock block = new InFlightBlock(key, fileset, refresh);
    registry(refresh).put(key, block);
    return block;
  }

  /** Moves a block to another phase, out of whatever it waited in, and tells. */
  void enter(InFlightBlock block, Phase phase) {
    lock.check();
    if (block.line != null) {
      block.line.leave(block);
    }
    block.fileset().parked().remove(block);
    block.enter(phase);
    // Nothing is told of a refresh, whose block is on disk meanwhile.
    if (!block.refresh() && phase != Phase.LANDED && notifier.isHeard()) {
      block.news().ifPresent(state -> notifier.tell(block.key(), state));
    }
  }

  /** All blocks that fit; a copy. */
  List<InFlightBlock> select(Predicate<InFlightBlock> which) {
    lock.check();
    return all().filter(which).toList();
  }

  /** A request leaves, with what it is told; a block that nobody wants any more ends. */
  void leave(InFlightBlock block, Request request, Throwable told) {
    if (drop(block, request, told) && block.requests().isEmpty()) {
      abandon(block);
    }
  }

  /** All requests leave the blocks that fit, and are told the same. */
  void leaveAll(Predicate<InFlightBlock> which, Throwable told) {
    select(which)
        .forEach(block -> block.requests().forEach(request -> leave(block, request, told)));
  }

  /**
   * A request leaves, with what it is told; what becomes of the block is the caller's to decide.
   */
  boolean drop(InFlightBlock block, Request request, Throwable told) {
    if (!block.requests().remove(request)) {
      return false;
    }
    noteRefresh(block, told);
    lock.later(() -> request.fail(told));
    return true;
  }

  /**
   * Drops the requests that a moved view left behind.
   *
   * @return whether anybody is left
   */
  boolean stillWanted(InFlightBlock block) {
    for (Request request : block.requests()) {
      if (request.stale()) {
        leave(block, request, new CancellationException(block + " went out of view"));
      }
    }
    return !block.requests().isEmpty();
  }

  /** Hands the voxels to all who want them. */
  void deliver(InFlightBlock block, Block voxels) {
    for (Request request : block.requests()) {
      if (request.wantsVoxels()) {
        request.deliver(voxels);
        lock.later(request::show);
      }
    }
  }

  /** The block is on disk, or is empty: the end of its way. */
  void land(InFlightBlock block, Stored how) {
    for (Request request : block.requests()) {
      lock.later(() -> request.succeed(how));
    }
    end(block, how.empty() ? BlockState.EMPTY : BlockState.AVAILABLE);
  }

  /** The block cannot be had: the end of its way. */
  void fail(InFlightBlock block, Throwable cause, BlockState state) {
    noteRefresh(block, cause);
    for (Request request : block.requests()) {
      lock.later(() -> request.fail(cause));
    }
    end(block, state);
  }

  /**
   * Waits until none of the blocks that fit is in flight.
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
          left = landed.awaitNanos(left);
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

  /** The refresh of a block is given up, unless its bytes are here. */
  void cancelRefresh(InFlightBlock block) {
    if (!block.isHere()) {
      String why = block + " is not asked for again any more";
      block.requests().forEach(r -> leave(block, r, new CancellationException(why)));
    }
  }

  /** Of a refresh that failed a note is made, since nobody sees it. */
  private void noteRefresh(InFlightBlock block, Throwable cause) {
    if (block.refresh() && cause instanceof BlockUnavailableException error) {
      block.fileset().refreshed(block.key().index());
      parts
          .failures()
          .note(
              new FailureBook.Entry(
                  error,
                  block.address(),
                  Math.max(1, block.tries),
                  false,
                  true,
                  parts.time().nanos(),
                  parts.time().now()));
    }
  }

  /** Takes out a block of which nobody wants anything. */
  void end(InFlightBlock block, BlockState state) {
    enter(block, Phase.LANDED);
    block.requests().clear();
    registry(block.refresh()).remove(block.key());
    if (!block.refresh() || !state.equals(BlockState.NOT_CACHED)) {
      notifier.tell(block.key(), state);
    }
    landed.signalAll();
  }

  Stream<InFlightBlock> all() {
    return Stream.concat(blocks.values().stream(), refreshes.values().stream());
  }

  /**
   * Nobody wants it any more. What waits is taken out at once; a transfer is ended on the wire and
   * comes back by itself; what is already here is let finish, since its bytes are paid for.
   */
  private void abandon(InFlightBlock block) {
    switch (block.phase()) {
      case DISK_LINE, HOST_LINE, ELSEWHERE, PAUSING, PARKED -> end(block, BlockState.NOT_CACHED);
      case DOWNLOADING -> interrupt(block);
      case READING, DECODE_LINE, DECODING, STORING, LANDED -> {}
    }
  }

  /** Ends a transfer on the wire; the block comes back as interrupted. */
  static void interrupt(InFlightBlock block) {
    if (block.phase() == Phase.DOWNLOADING && !block.interrupted) {
      block.interrupted = true;
      block.runner.interrupt();
    }
  }
}

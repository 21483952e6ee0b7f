package io.cellar.cell;

import io.cellar.engine.BlockRequest;
import io.cellar.engine.BlockUnavailableException;
import io.cellar.engine.BlockUnavailableException.Reason;
import io.cellar.engine.Priority;
import io.cellar.engine.Requester;
import io.cellar.engine.StoreRequest;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Block;
import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.concurrent.ExecutionException;
import java.util.stream.LongStream;

/**
 * Blocks in scan order for one thread that waits, with so many asked for ahead that downloads run
 * side by side while memory stays bounded. Failures are collected, so that one bad block does not
 * keep the others from being fetched; only when nothing more can be had is the rest let be.
 */
final class ReadFlow {
  /** So many errors besides the first are kept for whoever wants to look at them. */
  private static final int KEPT = 100;

  private final CellSource source;
  private final Requester requester;
  private final ReadOptions options;
  private final List<BlockUnavailableException> failures = new ArrayList<>();
  private long failed;
  private long order;
  private boolean hopeless;

  ReadFlow(CellSource source, Requester requester, ReadOptions options) {
    this.source = source;
    this.requester = requester;
    this.options = options;
  }

  /**
   * Takes blocks as they come.
   *
   * @param <E> what it may throw
   */
  interface Sink<E extends Exception> {
    /** A block, or nothing where it is absent and a fill value was given. */
    void accept(long index, Optional<Block> block) throws E, InterruptedException;
  }

  /** A block on its way: out of memory, or a ticket. */
  private record Wanted(BlockKey key, long bytes, Optional<Block> held, BlockRequest ticket) {}

  /**
   * Passes all blocks on, in order; those that cannot be had are noted.
   *
   * @param step run after each block
   */
  <E extends Exception> void run(LongStream indices, Sink<E> sink, Runnable step)
      throws E, InterruptedException {
    PrimitiveIterator.OfLong rest = indices.iterator();
    Deque<Wanted> ahead = new ArrayDeque<>();
    long bytes = 0;
    while (true) {
      while (rest.hasNext() && !hopeless && hasRoom(ahead.size(), bytes)) {
        Wanted wanted = want(rest.nextLong());
        ahead.add(wanted);
        bytes += wanted.bytes();
      }
      Wanted next = ahead.poll();
      if (next == null) {
        return;
      }
      bytes -= next.bytes();
      take(next, sink);
      step.run();
    }
  }

  private boolean hasRoom(int blocks, long bytes) {
    return blocks == 0 || blocks < options.blocksAhead() && bytes < options.bytesAhead();
  }

  private Wanted want(long index) {
    BlockKey key = source.key(index);
    Optional<Block> held = source.memory().get(key);
    if (held.isPresent()) {
      return new Wanted(key, 0, held, null);
    }
    ArrayGeometry array = source.geometry();
    long voxels = array.grid().roi(index).intersect(array.storedView()).voxels();
    BlockRequest ticket =
        requester.request(key, Priority.visible(source.level(), (double) order++));
    return new Wanted(key, voxels * array.dtype().bytes(), held, ticket);
  }

  private <E extends Exception> void take(Wanted wanted, Sink<E> sink)
      throws E, InterruptedException {
    Optional<Block> block = wanted.held();
    if (block.isEmpty()) {
      try {
        block = Optional.of(wanted.ticket().block().get());
      } catch (ExecutionException e) {
        var error = BlockFailures.unavailable(wanted.key(), source, e.getCause());
        if (error.reason() != Reason.ABSENT || options.fill().isEmpty()) {
          note(error);
          return;
        }
      }
    }
    sink.accept(wanted.key().index(), block);
  }

  /** Sees to it that blocks are on disk, as far as they are not and have not failed already. */
  void fetchMissing(LongStream indices) throws InterruptedException {
    PrimitiveIterator.OfLong rest = indices.filter(this::isMissing).iterator();
    Deque<StoreRequest> ahead = new ArrayDeque<>();
    while (true) {
      while (ahead.size() < options.blocksAhead() && !hopeless && rest.hasNext()) {
        BlockKey key = source.key(rest.nextLong());
        ahead.add(requester.store(key, Priority.visible(source.level(), (double) order++)));
      }
      StoreRequest next = ahead.poll();
      if (next == null) {
        return;
      }
      try {
        next.stored().get();
      } catch (ExecutionException e) {
        note(BlockFailures.unavailable(next.key(), source, e.getCause()));
      }
    }
  }

  private boolean isMissing(long index) {
    return switch (source.engine().state(source.key(index))) {
      case BlockState.Available(), BlockState.Empty(), BlockState.Absent() -> false;
      case BlockState.Failed failure -> false;
      default -> true;
    };
  }

  private void note(BlockUnavailableException error) {
    failed++;
    if (failures.size() <= KEPT) {
      failures.add(error);
    }
    // All other reasons go for the whole volume.
    hopeless |= error.reason() != Reason.ABSENT && error.reason() != Reason.FAILED;
  }

  /** True when a block could not be had. */
  boolean hasFailed() {
    return failed > 0;
  }

  /** True when the reason is such that no other block can be had either. */
  boolean isHopeless() {
    return hopeless;
  }

  /**
   * Throws for the first block in scan order that could not be had; the others are suppressed
   * errors of it.
   */
  void throwFirst() {
    if (failures.isEmpty()) {
      return;
    }
    BlockUnavailableException first = failures.getFirst();
    String more = failed == 1 ? "" : " (and %d more blocks)".formatted(failed - 1);
    BlockUnavailableException thrown =
        new BlockUnavailableException(
            first.key(), first.reason(), first.getMessage() + more, first.getCause());
    failures.subList(1, failures.size()).forEach(thrown::addSuppressed);
    throw thrown;
  }
}

package io.cellar.job;

import io.cellar.store.BlockReader;
import io.cellar.store.BlockWriter;
import io.cellar.store.Coverage;
import io.cellar.store.StoreException;
import io.cellar.thread.Threads;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;

/**
 * Goes through the blocks of a region and passes over those that are on disk or empty in the
 * source, so that they need not go through the engine. That a block is empty is taken from the
 * coverage. Only blocks that the coverage holds to be available are looked at, and each of these
 * is: what is gone, short or rubbish is found out as the engine would, {@link
 * BlockReader#isAvailable}. A few threads, since a look at a disk far away is mostly waiting.
 */
final class PresentBlocks implements AutoCloseable {
  private static final int LOOKERS = 4;

  /** Blocks that are looked at before the first of them is asked for. */
  private static final int BATCH = 1024;

  private final Gate gate;
  private final BlockReader reader;
  private final Optional<BlockWriter> writer;
  private final PrimitiveIterator.OfLong blocks;
  private final boolean passEmpty;
  private int passed;
  private int passedEmpty;
  private final ExecutorService lookers = Threads.pool("cellar-bulk-disk-", LOOKERS);

  /**
   * Threads are started when there is something to look at.
   *
   * @param gate when it says that the fetch is over nothing more is looked at
   * @param options in which order, and whether empty blocks are to be written and so not passed
   *     over
   */
  PresentBlocks(Gate gate, FetchTarget target, FetchOptions options) {
    this.gate = gate;
    this.reader = target.reader();
    this.writer = target.writer();
    this.blocks = options.order().over(reader.grid(), target.stored());
    this.passEmpty = !options.writeEmpty();
  }

  /** True while there are blocks that were not gone through. */
  boolean hasMore() {
    return blocks.hasNext();
  }

  /**
   * Goes through some more blocks; waits for the disk.
   *
   * @return those of them that are not there, in order
   */
  long[] passOver() {
    long[] batch = new long[BATCH];
    int length = 0;
    while (length < BATCH && blocks.hasNext()) {
      batch[length++] = blocks.nextLong();
    }
    long[] blocks = Arrays.copyOf(batch, length);
    BitSet there = there(blocks);
    passed = there.cardinality();
    if (passEmpty) {
      there.or(known(reader.coverage(), blocks, Coverage.State.EMPTY));
    }
    passedEmpty = there.cardinality() - passed;
    return IntStream.range(0, length).filter(n -> !there.get(n)).mapToLong(n -> batch[n]).toArray();
  }

  /** How many of those that were last gone through are there. */
  int passed() {
    return passed;
  }

  /** How many of those are empty in the source. */
  int passedEmpty() {
    return passedEmpty;
  }

  /** The places in a list of blocks of those that are there. */
  private BitSet there(long[] blocks) {
    BitSet expected = known(reader.coverage(), blocks, Coverage.State.AVAILABLE);
    int each = Math.ceilDiv(expected.cardinality(), LOOKERS);
    BitSet there = new BitSet(blocks.length);
    CompletableFuture<?>[] looks = new CompletableFuture<?>[each == 0 ? 0 : LOOKERS];
    for (int n = 0; n < looks.length; n++) {
      int[] places = expected.stream().skip((long) n * each).limit(each).toArray();
      looks[n] = CompletableFuture.runAsync(() -> look(blocks, places, there), lookers);
    }
    CompletableFuture.allOf(looks).join();
    return there;
  }

  private void look(long[] blocks, int[] places, BitSet there) {
    BitSet found = new BitSet(blocks.length);
    for (int place : places) {
      if (gate.state().isOver()) {
        return;
      }
      if (isThere(blocks[place])) {
        found.set(place);
      }
    }
    synchronized (there) {
      there.or(found);
    }
  }

  /** What cannot be told is for the engine to find out once more, and to say. */
  private boolean isThere(long block) {
    try {
      if (!reader.isAvailable(block)) {
        return false;
      }
      writer.ifPresent(w -> w.clearStaleLock(block));
      return true;
    } catch (StoreException | RuntimeException _) {
      return false;
    }
  }

  /** The places of the blocks that are held to be in a state; runs of blocks are gone by words. */
  private static BitSet known(Coverage coverage, long[] blocks, Coverage.State state) {
    BitSet known = new BitSet(blocks.length);
    for (int at = 0; at < blocks.length; ) {
      int end = at + 1;
      while (end < blocks.length && blocks[end] == blocks[end - 1] + 1) {
        end++;
      }
      long first = blocks[at];
      long stop = first + end - at;
      for (long from = first; from < stop; ) {
        from = coverage.next(from, stop, state, true);
        long to = coverage.next(from, stop, state, false);
        known.set(at + (int) (from - first), at + (int) (to - first));
        from = to;
      }
      at = end;
    }
    return known;
  }

  @Override
  public void close() {
    lookers.shutdown();
  }
}

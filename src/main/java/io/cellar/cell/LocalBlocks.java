package io.cellar.cell;

import io.cellar.store.BlockReader;
import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import io.cellar.volume.Casts;
import io.cellar.volume.Roi;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * The blocks of a level that are in memory or on this computer and fine, for reads of many of them:
 * copied to where they are wanted on all cores, without the engine. Thread-safe.
 *
 * @param reader where they lie; empty where that is not known, so that only memory is looked at
 */
record LocalBlocks(CellSource source, Optional<BlockReader> reader) {

  /**
   * Copies what a box and a block share, if the block is here.
   *
   * @param box where the target lies, in view coordinates
   * @return false if it is not: then the target may have been written to
   */
  boolean copy(long index, Block target, Roi box) {
    Optional<Block> held = source.memory().get(source.key(index));
    if (held.isEmpty()) {
      return reader.isPresent() && reader.get().copy(index, target, box);
    }
    Blocks.copy(Casts.cast(held.get(), target.dtype()), source.box(index), target, box);
    return true;
  }

  /**
   * Copies all blocks of a box that are here, on all cores.
   *
   * @param step run after each of them, by one thread at a time
   * @return the others, in order
   */
  long[] copyAll(Roi box, Block target, Runnable step) throws InterruptedException {
    LongStream blocks = source.blocksIn(box);
    Missing missing = new Missing();
    Workers.<RuntimeException>forEach(
        blocks,
        source.countIn(box),
        index -> {
          if (copy(index, target, box)) {
            synchronized (missing) {
              step.run();
            }
          } else {
            missing.add(index);
          }
        });
    return missing.inOrder();
  }

  /** Numbers that many threads find. */
  static final class Missing {
    private long[] numbers = new long[16];
    private int count;

    synchronized void add(long number) {
      if (count == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * count);
      }
      numbers[count++] = number;
    }

    synchronized long[] inOrder() {
      long[] sorted = Arrays.copyOf(numbers, count);
      Arrays.sort(sorted);
      return sorted;
    }
  }
}

package io.cellar.engine.stage;

import io.cellar.volume.BlockKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;

/** The parts of one block that have come so far. Guarded by the lock of its {@link BlockBuffer}. */
final class Gathering<V> {
  final BlockKey key;
  private final List<V> parts;
  private final long[] sizes;
  private int missing;
  int rank;
  long completed;

  Gathering(BlockKey key, int slots) {
    this.key = key;
    this.parts = new ArrayList<>(Collections.nCopies(slots, null));
    this.sizes = new long[slots];
    this.missing = slots;
  }

  /**
   * Fills a slot, or replaces what it held.
   *
   * @return bytes by which the block has grown; negative when it shrank
   */
  long fill(int slot, V part, long size) {
    if (parts.set(slot, part) == null) {
      missing--;
    }
    long growth = size - sizes[slot];
    sizes[slot] = size;
    return growth;
  }

  long bytes() {
    return LongStream.of(sizes).sum();
  }

  boolean complete() {
    return missing == 0;
  }

  BlockBuffer.Complete<V> asComplete() {
    return new BlockBuffer.Complete<>(key, List.copyOf(parts));
  }
}

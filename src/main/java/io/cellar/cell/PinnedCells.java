package io.cellar.cell;

import io.cellar.volume.Block;
import io.cellar.volume.BlockKey;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The blocks of filesets that stay in memory as long as these are open. Thread-safe. */
final class PinnedCells {
  private final Map<Integer, Shelf> shelves = new ConcurrentHashMap<>();

  /** What one fileset keeps, the room that was set aside for it, and for how many. */
  private record Shelf(long room, Map<Long, Block> blocks, AtomicInteger users) {
    Shelf(long room) {
      this(room, new ConcurrentHashMap<>(), new AtomicInteger(1));
    }

    long bytes() {
      return blocks.values().stream().mapToLong(Block::bytes).sum();
    }
  }

  /** Sets room aside for a fileset. */
  void reserve(int fileset, long bytes) {
    shelves.put(fileset, new Shelf(bytes));
  }

  /**
   * One more wants a fileset kept; false when none does yet. Not at the same time as {@link
   * #leave}.
   */
  boolean join(int fileset) {
    Shelf shelf = shelves.get(fileset);
    if (shelf != null) {
      shelf.users().incrementAndGet();
    }
    return shelf != null;
  }

  /** One less does; gives the blocks that are not kept any more. */
  Map<Long, Block> leave(int fileset) {
    Shelf shelf = shelves.get(fileset);
    if (shelf == null || shelf.users().decrementAndGet() > 0) {
      return Map.of();
    }
    shelves.remove(fileset);
    return shelf.blocks();
  }

  /** Ends that, and lets go of its blocks. */
  void release(int fileset) {
    shelves.remove(fileset);
  }

  /** Ends that for all filesets. */
  void releaseAll() {
    shelves.clear();
  }

  /** Bytes set aside for all filesets. */
  long reserved() {
    return shelves.values().stream().mapToLong(Shelf::room).sum();
  }

  Optional<Block> get(BlockKey key) {
    Shelf shelf = shelves.get(key.fileset());
    return shelf == null ? Optional.empty() : Optional.ofNullable(shelf.blocks().get(key.index()));
  }

  /** Takes a block of a pinned fileset; false when it is none, or there is no room left. */
  boolean put(BlockKey key, Block block) {
    Shelf shelf = shelves.get(key.fileset());
    if (shelf == null) {
      return false;
    }
    synchronized (shelf) {
      Block before = shelf.blocks().get(key.index());
      long others = shelf.bytes() - (before == null ? 0 : before.bytes());
      if (others + block.bytes() > shelf.room()) {
        return false;
      }
      shelf.blocks().put(key.index(), block);
      return true;
    }
  }

  void drop(BlockKey key) {
    Shelf shelf = shelves.get(key.fileset());
    if (shelf != null) {
      shelf.blocks().remove(key.index());
    }
  }

  /** Bytes held now. */
  long bytes() {
    return shelves.values().stream().mapToLong(Shelf::bytes).sum();
  }

  /** Blocks held now. */
  long count() {
    return shelves.values().stream().mapToLong(shelf -> shelf.blocks().size()).sum();
  }
}

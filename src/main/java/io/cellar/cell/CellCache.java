package io.cellar.cell;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.cellar.volume.Block;
import io.cellar.volume.BlockKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The blocks in memory, shared by all volumes of the process and bounded in bytes. Which blocks are
 * dropped when the bound is reached follows from how recently and how often they were used.
 * Thread-safe; nothing blocks.
 */
public final class CellCache {
  /**
   * Caffeine counts weights in an int. In units of 16 bytes, the granule of the heap, the largest
   * Java array (2^31 doubles) still fits.
   */
  private static final long GRANULE = 16;

  private volatile long maxBytes;
  private volatile Cache<BlockKey, Block> cache;
  private final AtomicLong changes = new AtomicLong();
  private final PinnedCells pinned = new PinnedCells();
  private final List<CellCacheListener> listeners = new CopyOnWriteArrayList<>();

  /**
   * An empty memory.
   *
   * @param maxBytes most bytes of voxels to hold; a block larger than this is never held
   */
  public CellCache(long maxBytes) {
    if (maxBytes < 0) {
      throw new IllegalArgumentException("memory of " + maxBytes + " bytes: expected 0 or more");
    }
    this.maxBytes = maxBytes;
  }

  /** Made with the first block: most commands hold none. */
  private Cache<BlockKey, Block> cache() {
    Cache<BlockKey, Block> made = cache;
    return made != null ? made : make();
  }

  private synchronized Cache<BlockKey, Block> make() {
    if (cache == null) {
      // Evicting on the caller's thread keeps the bound at every moment, not only eventually.
      cache =
          Caffeine.newBuilder()
              .maximumWeight(room())
              .weigher((BlockKey key, Block block) -> weight(block))
              .executor(Runnable::run)
              .evictionListener(
                  (BlockKey key, Block block, RemovalCause cause) -> evicted(key, block))
              .recordStats()
              .build();
    }
    return cache;
  }

  private void evicted(BlockKey key, Block block) {
    changes.incrementAndGet();
    listeners.forEach(listener -> listener.evicted(key, block));
  }

  private static int weight(Block block) {
    return Math.toIntExact(Math.ceilDiv(block.bytes(), GRANULE));
  }

  /** The block if it is in memory; counts as a use. */
  public Optional<Block> get(BlockKey key) {
    Optional<Block> kept = pinned.get(key);
    return kept.isPresent() ? kept : Optional.ofNullable(cache().getIfPresent(key));
  }

  /** True when the block is in memory; does not count as a use. */
  public boolean contains(BlockKey key) {
    return pinned.get(key).isPresent() || cache().policy().getIfPresentQuietly(key) != null;
  }

  /** Takes a block in, replacing what was held under the key. May drop others, or this one. */
  public void put(BlockKey key, Block block) {
    if (!pinned.put(key, block)) {
      cache().put(key, block);
    }
    changes.incrementAndGet();
  }

  /**
   * Takes a block in unless one is held under the key, which then is newer, or the same.
   *
   * @return the one that is held
   */
  public Block keep(BlockKey key, Block block) {
    Optional<Block> held = get(key);
    if (held.isEmpty()) {
      put(key, block);
    }
    return held.orElse(block);
  }

  /** Takes in new voxels of a block that was shown already. Views replace what they copied. */
  public void replace(BlockKey key, Block block) {
    put(key, block);
    listeners.forEach(listener -> listener.replaced(key, block));
  }

  /**
   * Keeps all blocks of a fileset from now on, whatever else is used more: their room is taken from
   * the others', within the same bound. Ends when each who asked for it has called {@link #unpin},
   * or with {@link #dropFileset}.
   *
   * @param bytes most that the blocks take together
   * @param share all pinned filesets together take at most one part in so many of the bound
   * @return false, and nothing is kept, when they are too large
   */
  public synchronized boolean pin(int fileset, long bytes, int share) {
    if (pinned.join(fileset)) {
      return true;
    }
    if (bytes > maxBytes / share - pinned.reserved()) {
      return false;
    }
    pinned.reserve(fileset, bytes);
    makeRoom();
    return true;
  }

  /**
   * One that had a fileset pinned needs that no more. With the last one its blocks become cells as
   * all others are.
   */
  public synchronized void unpin(int fileset) {
    Map<Long, Block> blocks = pinned.leave(fileset);
    makeRoom();
    blocks.forEach((index, block) -> cache().put(new BlockKey(fileset, index), block));
    changes.incrementAndGet();
  }

  /**
   * Another bound from now on; what no longer fits is dropped at once. Pinned filesets that would
   * take more than half of it are kept no longer than others.
   *
   * @param bytes as in the constructor
   */
  public synchronized void resize(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("memory of " + bytes + " bytes: expected 0 or more");
    }
    maxBytes = bytes;
    if (pinned.reserved() > bytes / 2) {
      pinned.releaseAll();
      changes.incrementAndGet();
    }
    makeRoom();
  }

  private void makeRoom() {
    if (cache != null) {
      cache.policy().eviction().orElseThrow().setMaximum(room());
    }
  }

  private long room() {
    return (maxBytes - pinned.reserved()) / GRANULE;
  }

  /**
   * Drops one block because it is not to be believed any more, such as after it was deleted. Views
   * drop what they copied out of it, and ask for it again if they show it.
   */
  public void drop(BlockKey key) {
    pinned.drop(key);
    cache().invalidate(key);
    changes.incrementAndGet();
    listeners.forEach(listener -> listener.dropped(key));
  }

  void addListener(CellCacheListener listener) {
    listeners.add(listener);
  }

  void removeListener(CellCacheListener listener) {
    listeners.remove(listener);
  }

  /** Drops all blocks of a fileset. */
  public synchronized void dropFileset(int fileset) {
    pinned.release(fileset);
    makeRoom();
    if (cache != null) {
      cache.asMap().keySet().removeIf(key -> key.fileset() == fileset);
    }
    changes.incrementAndGet();
  }

  /**
   * Goes up whenever a block comes, goes or is replaced. While it stays the same, what {@link #get}
   * gave is still what it gives.
   */
  public long changes() {
    return changes.get();
  }

  /** Bytes held now, each block rounded up to 16. */
  public long bytes() {
    return cache().policy().eviction().orElseThrow().weightedSize().orElseThrow() * GRANULE
        + pinned.bytes();
  }

  /** Most bytes that may be held. */
  public long maxBytes() {
    return maxBytes;
  }

  /** Blocks held now. */
  public long count() {
    return cache().estimatedSize() + pinned.count();
  }

  /** Everything that counts, at this moment. */
  public CacheStats stats() {
    var counted = cache().stats();
    return new CacheStats(
        bytes(),
        maxBytes,
        count(),
        counted.hitCount(),
        counted.missCount(),
        counted.evictionCount());
  }
}

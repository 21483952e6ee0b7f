package io.cellar.store;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Where a block is about to be written: its folder exists and lies in the cache.
 *
 * @param index number of the block in the grid
 * @param place its names
 * @param fresh whether the folder was made just now: then no program has anything in it yet, and
 *     nobody needs to look
 * @param since when its folder was about to be made
 */
record BlockSite(long index, BlockPlace place, boolean fresh, Instant since) {
  /** In so short a time no other program locks, fetches, forces and publishes a block. */
  private static final Duration AT_ONCE = Duration.ofNanos(300_000);

  /**
   * Makes a block's folder: over a file of either spelling that is there the block is written, else
   * in the cache's spelling. An old file under the other name would be taken for it by ilastik.
   */
  static BlockSite make(long index, Spellings spellings, SafeFolders folders, InstantSource clock)
      throws IOException {
    spellings.learn();
    BlockPlace place = spellings.likelier(index);
    Instant now = clock.instant();
    boolean fresh = folders.make(place.folder());
    return new BlockSite(index, fresh ? place : spellings.existing(index), fresh, now);
  }

  /**
   * The same once its lock has been taken. If that did not follow at once, another program may have
   * had the lock in between, and be done: then there is a status.
   */
  BlockSite locked(InstantSource clock) {
    if (!fresh) {
      return this;
    }
    Duration took = Duration.between(since, clock.instant());
    boolean atOnce = !took.isNegative() && took.compareTo(AT_ONCE) < 0;
    return atOnce || !place.status().toFile().exists()
        ? this
        : new BlockSite(index, place, false, since);
  }

  /** Where else the block may be locked: nowhere, where nobody has been yet. */
  List<BlockPlace> elsewhere(Spellings spellings) {
    return fresh
        ? List.of()
        : spellings.bothFrom(index, place).subList(1, Spelling.values().length);
  }
}

package io.cellar.store;

import io.cellar.volume.LocalFileset;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/**
 * Counts a cache by looking at the disk: what {@code cellar info --blocks} lists, and what fills
 * the coverage of a cache that another program has made.
 */
public final class BlockCensus {
  private final LocalFileset fileset;
  private final BlockPaths paths;
  private final CoverageMap coverage;

  BlockCensus(LocalFileset fileset, BlockPaths paths, CoverageMap coverage) {
    this.fileset = fileset;
    this.paths = paths;
    this.coverage = coverage;
  }

  /**
   * Gives the blocks of the view that are said to be available in scan order, one by one, and notes
   * them in the coverage. Folders are listed level by level; the work grows with what is there, not
   * with the grid. May be stopped by an exception of the consumer.
   *
   * @return how many there are
   * @throws StoreException if a folder cannot be listed
   */
  public long forEachAvailable(LongConsumer action) throws StoreException {
    return forEachAvailable(fileset.storedView(), action);
  }

  /** The same for the blocks that a stored roi touches. */
  public long forEachAvailable(Roi stored, LongConsumer action) throws StoreException {
    long[] n = new long[1];
    try {
      BlockWalk.walk(
          paths,
          stored,
          (index, folder) -> {
            Path status = folder.resolve(BlockPlace.STATUS);
            boolean named = Files.exists(status, LinkOption.NOFOLLOW_LINKS);
            coverage.saw(index, named && StatusFile.isThere(status));
            if (named) {
              n[0]++;
              action.accept(index);
            }
          });
    } catch (IOException e) {
      throw DiskErrors.reading("cannot list the cache", paths.root(), e);
    }
    return n[0];
  }
}

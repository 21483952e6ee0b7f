package io.cellar.store;

import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts a cache by looking at the disk: what {@code cellar info --blocks} lists, and what fills
 * the coverage of a cache that another program has made.
 */
public final class BlockCensus {
  private static final Logger LOG = LoggerFactory.getLogger(BlockCensus.class);

  private final ArrayGeometry geometry;
  private final BlockPaths paths;
  private final BlockMender mender;

  /** Told of a folder that cannot be looked into. */
  @FunctionalInterface
  public interface Unlisted {
    /**
     * A folder above blocks.
     *
     * @param stored the part of what is walked through that lies in it
     */
    void folder(Path folder, Roi stored, String reason);
  }

  BlockCensus(ArrayGeometry geometry, BlockPaths paths, BlockMender mender) {
    this.geometry = geometry;
    this.paths = paths;
    this.mender = mender;
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
    return forEachAvailable(geometry.storedView(), action);
  }

  /** The same for the blocks that a stored roi touches. */
  public long forEachAvailable(Roi stored, LongConsumer action) throws StoreException {
    long[] n = new long[1];
    walk(
        stored,
        (index, folder) -> {
          if (seemsThere(index)) {
            n[0]++;
            action.accept(index);
          }
        },
        BlockWalk.Unlisted.FAIL);
    return n[0];
  }

  private boolean seemsThere(long index) {
    try {
      return mender.seemsThere(index);
    } catch (IOException e) {
      LOG.warn("block {} in {}: {}", index, paths.folder(index), DiskErrors.reason(e));
      return false;
    }
  }

  /**
   * Gives the blocks that a stored roi touches and that are said to be available, in scan order,
   * whatever their files are.
   *
   * @throws StoreException if a folder cannot be listed
   */
  public void forEachMarked(Roi stored, LongConsumer action) throws StoreException {
    walk(stored, marked(action), BlockWalk.Unlisted.FAIL);
  }

  /**
   * The same, going on after a folder that cannot be listed.
   *
   * @throws StoreException never for such a folder
   */
  public void forEachMarked(Roi stored, LongConsumer action, Unlisted unlisted)
      throws StoreException {
    walk(
        stored,
        marked(action),
        (folder, inside, why) -> unlisted.folder(folder, inside, DiskErrors.reason(why)));
  }

  /** A block whose folder cannot be looked into is given too: reading it tells why. */
  private static BlockWalk.Visitor marked(LongConsumer action) {
    return (index, folder) -> {
      boolean marked;
      try {
        marked = FileStamp.of(folder.resolve(BlockPlace.STATUS)).isPresent();
      } catch (IOException _) {
        marked = true;
      }
      if (marked) {
        action.accept(index);
      }
    };
  }

  private void walk(Roi stored, BlockWalk.Visitor visitor, BlockWalk.Unlisted unlisted)
      throws StoreException {
    try {
      BlockWalk.walk(paths, stored, visitor, unlisted);
    } catch (IOException e) {
      throw DiskErrors.reading("cannot list the cache", paths.root(), e);
    }
  }
}

package io.cellar.store;

import io.cellar.volume.BlockGrid;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Visits the folders of blocks that exist on disk, level by level, in scan order. Where only a few
 * starts are possible on a level they are asked for one by one, else the folder is listed: neither
 * a grid of billions of blocks nor a folder of thousands is gone through for nothing. Folders and
 * files that are not of the grid, and links that lead out of the cache, are passed over.
 */
final class BlockWalk {
  private static final Logger LOG = LoggerFactory.getLogger(BlockWalk.class);
  private static final long ASK = 64;

  /** What is done with each block's folder. */
  @FunctionalInterface
  interface Visitor {
    void visit(long index, Path folder) throws IOException;
  }

  private final BlockPaths paths;
  private final BlockGrid grid;
  private final Roi within;
  private final Visitor visitor;
  private final long[] start;

  private BlockWalk(BlockPaths paths, Roi within, Visitor visitor) {
    this.paths = paths;
    this.grid = paths.grid();
    this.within = within;
    this.visitor = visitor;
    this.start = new long[grid.rank()];
  }

  /**
   * Visits the folders of blocks that a stored roi touches.
   *
   * @throws IOException of the visitor, or when a folder cannot be listed
   */
  static void walk(BlockPaths paths, Roi stored, Visitor visitor) throws IOException {
    Roi within = stored.intersect(Roi.ofShape(paths.grid().shape()));
    if (!within.isEmpty() && Files.isDirectory(paths.root())) {
      new BlockWalk(paths, within, visitor).level(paths.root(), 0);
    }
  }

  private void level(Path folder, int d) throws IOException {
    if (d == start.length) {
      visitor.visit(grid.indexOf(start), folder);
      return;
    }
    long size = grid.blockShape()[d];
    long first = within.start(d) / size;
    long last = Math.ceilDiv(within.stop(d), size);
    long[] starts =
        last - first <= ASK
            ? LongStream.range(first, last).map(g -> g * size).toArray()
            : listed(folder, d, first * size, last * size);
    for (long at : starts) {
      Path next = folder.resolve(paths.axisFolder(d, at));
      if (SafeFolders.leadsInside(paths.root(), next)) {
        start[d] = at;
        level(next, d + 1);
      } else if (Files.isSymbolicLink(next)) {
        LOG.warn("{} is passed over: it leads out of the cache through a link", next);
      }
    }
  }

  private long[] listed(Path folder, int d, long from, long to) throws IOException {
    LongStream.Builder starts = LongStream.builder();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        OptionalLong at = paths.startOf(d, entry.getFileName().toString());
        if (at.isPresent() && at.getAsLong() >= from && at.getAsLong() < to) {
          starts.add(at.getAsLong());
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return starts.build().sorted().toArray();
  }
}

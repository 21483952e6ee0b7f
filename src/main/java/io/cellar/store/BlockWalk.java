package io.cellar.store;

import io.cellar.volume.BlockGrid;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
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

  /** What is done about a folder that cannot be looked into. */
  @FunctionalInterface
  interface Unlisted {
    /** The walk ends. */
    Unlisted FAIL =
        (folder, stored, why) -> {
          throw why;
        };

    /**
     * A folder above blocks.
     *
     * @param stored the part of what is walked through that lies in it
     */
    void folder(Path folder, Roi stored, IOException why) throws IOException;
  }

  private final BlockPaths paths;
  private final BlockGrid grid;
  private final Roi within;
  private final Visitor visitor;
  private final Unlisted unlisted;
  private final long[] start;

  private BlockWalk(BlockPaths paths, Roi within, Visitor visitor, Unlisted unlisted) {
    this.paths = paths;
    this.grid = paths.grid();
    this.within = within;
    this.visitor = visitor;
    this.unlisted = unlisted;
    this.start = new long[grid.rank()];
  }

  /**
   * Visits the folders of blocks that a stored roi touches.
   *
   * @throws IOException of the visitor, or when a folder cannot be listed
   */
  static void walk(BlockPaths paths, Roi stored, Visitor visitor) throws IOException {
    walk(paths, stored, visitor, Unlisted.FAIL);
  }

  /** The same with something else than failing for folders that cannot be listed. */
  static void walk(BlockPaths paths, Roi stored, Visitor visitor, Unlisted unlisted)
      throws IOException {
    Roi within = stored.intersect(Roi.ofShape(paths.grid().shape()));
    if (!within.isEmpty() && Files.isDirectory(paths.root())) {
      new BlockWalk(paths, within, visitor, unlisted).level(paths.root(), 0);
    }
  }

  private void level(Path folder, int d) throws IOException {
    if (d == start.length) {
      visitor.visit(grid.indexOf(start), folder);
      return;
    }
    long[] starts;
    try {
      starts = there(folder, d);
    } catch (IOException e) {
      unlisted.folder(folder, below(d), e);
      return;
    }
    for (long at : starts) {
      start[d] = at;
      level(folder.resolve(paths.axisFolder(d, at)), d + 1);
    }
  }

  /** What lies in the folder that the walk has come to, {@code d} levels below the root. */
  private Roi below(int d) {
    long[] from = within.start();
    long[] to = within.stop();
    for (int above = 0; above < d; above++) {
      from[above] = Math.max(from[above], start[above]);
      to[above] = Math.min(to[above], start[above] + grid.blockShape()[above]);
    }
    return new Roi(from, to);
  }

  /** The starts that have a folder. */
  private long[] there(Path folder, int d) throws IOException {
    long size = grid.blockShape()[d];
    long first = within.start(d) / size;
    long last = Math.ceilDiv(within.stop(d), size);
    long[] starts =
        last - first <= ASK
            ? LongStream.range(first, last).map(g -> g * size).toArray()
            : listed(folder, d, first * size, last * size);
    LongStream.Builder there = LongStream.builder();
    for (long at : starts) {
      Path next = folder.resolve(paths.axisFolder(d, at));
      if (isFolder(next) && SafeFolders.leadsInside(paths.root(), next)) {
        there.add(at);
      } else if (Files.isSymbolicLink(next)) {
        LOG.warn("{} is passed over: it leads out of the cache through a link", next);
      }
    }
    return there.build().toArray();
  }

  private static boolean isFolder(Path path) throws IOException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class).isDirectory();
    } catch (IOException e) {
      if (DiskErrors.isMissing(e)) {
        return false;
      }
      throw e;
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

package io.cellar.store;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which spelling of file names a cache uses. Learned from the first block that is found; before the
 * first write a handful of folders is looked at. Both spellings are always read.
 */
final class Spellings {
  private static final int LOOKS = 256;

  private final BlockPaths paths;
  private volatile Optional<Spelling> known = Optional.empty();

  /** Whether files of both spellings were found. */
  private volatile boolean mixed;

  Spellings(BlockPaths paths) {
    this.paths = paths;
  }

  /** Where the block's file lies in all likelihood. Does not look at the disk. */
  BlockPlace likelier(long index) {
    return paths.place(index, known.orElse(Spelling.PLAIN));
  }

  /** Both places of a block, the likelier first. Does not look at the disk. */
  List<BlockPlace> places(long index) {
    Spelling first = known.orElse(Spelling.PLAIN);
    return List.of(paths.place(index, first), paths.place(index, first.other()));
  }

  /** Both places of a block, a given one first. */
  List<BlockPlace> bothFrom(long index, BlockPlace first) {
    return places(index).getFirst().equals(first) ? places(index) : places(index).reversed();
  }

  /** The places of a block in the spellings that are in use, as far as is known. */
  List<BlockPlace> used(long index) {
    if (known.isEmpty()) {
      return List.of(existing(index));
    }
    return mixed ? places(index) : List.of(likelier(index));
  }

  /** Where the block's file lies now; the likelier place when it is at neither. */
  BlockPlace existing(long index) {
    Spelling first = known.orElse(Spelling.PLAIN);
    for (Spelling spelling : List.of(first, first.other())) {
      BlockPlace place = paths.place(index, spelling);
      if (Files.exists(place.file(), LinkOption.NOFOLLOW_LINKS)) {
        if (known.isEmpty()) {
          known = Optional.of(spelling);
        } else if (spelling != known.get()) {
          mixed = true;
        }
        return place;
      }
    }
    return paths.place(index, first);
  }

  /** Looks, before the first write, which spelling the cache uses. */
  void learn() throws IOException {
    if (known.isEmpty()) {
      known =
          Optional.of(
              look(paths.root(), 0, new long[paths.grid().rank()], new int[] {LOOKS})
                  .orElse(Spelling.PLAIN));
    }
  }

  private Optional<Spelling> look(Path folder, int d, long[] start, int[] looks)
      throws IOException {
    if (d == start.length) {
      long index = paths.grid().indexOf(start);
      for (Spelling spelling : Spelling.values()) {
        if (Files.exists(paths.place(index, spelling).file(), LinkOption.NOFOLLOW_LINKS)) {
          return Optional.of(spelling);
        }
      }
      return Optional.empty();
    }
    if (!SafeFolders.leadsInside(paths.root(), folder)) {
      return Optional.empty();
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (looks[0]-- <= 0) {
          return Optional.empty();
        }
        OptionalLong at = paths.startOf(d, entry.getFileName().toString());
        if (at.isPresent()) {
          start[d] = at.getAsLong();
          Optional<Spelling> found = look(entry, d + 1, start, looks);
          if (found.isPresent()) {
            return found;
          }
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    return Optional.empty();
  }
}

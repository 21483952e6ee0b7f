package io.cellar.cli;

import io.cellar.description.DescriptionFinder;
import io.cellar.volume.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Keeps what a command writes off what it reads: files of the user's own, and caches. */
final class Outputs {
  private Outputs() {}

  /**
   * Refuses a file that a volume is read from, by whatever name, a place in its folder, and the
   * file of a block.
   *
   * @param option that named the file, for the message
   * @param out where a command is about to write; need not exist
   * @param levels all that are read
   * @throws CommandException if what is read would be replaced or added to
   */
  static void requireElsewhere(String option, Path out, List<Level> levels) {
    for (Level level : levels) {
      Path root = level.volume().cache().root();
      if (!level.volume().isOriginal()) {
        requireNoBlock(option, out);
      } else if (isSame(out, root) || real(out).startsWith(real(root))) {
        throw refused("these are files of your own, which are never changed: " + root, option, out);
      }
    }
  }

  /** Beside the blocks of a cache, whose folder may be a project's, everything may lie. */
  private static void requireNoBlock(String option, Path out) {
    if (DescriptionFinder.isBlockFile(real(out))) {
      throw refused("a cache keeps a block there", option, out);
    }
  }

  private static CommandException refused(String why, String option, Path out) {
    return new CommandException(
        ExitCode.USAGE, why + "; " + option + " has to be somewhere else than " + out);
  }

  private static boolean isSame(Path out, Path root) {
    try {
      return Files.isSameFile(out, root);
    } catch (IOException _) {
      return false; // one of them is not there yet
    }
  }

  /** Without links on the way to it; of what is not there, as far as it is. */
  private static Path real(Path path) {
    Path whole = path.toAbsolutePath().normalize();
    try {
      return whole.toRealPath();
    } catch (IOException _) {
      Path parent = whole.getParent();
      return parent == null ? whole : real(parent).resolve(whole.getFileName());
    }
  }
}

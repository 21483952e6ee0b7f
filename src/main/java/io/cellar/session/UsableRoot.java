package io.cellar.session;

import io.cellar.volume.Level;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether a level's own folder for blocks can be used. Touches the disk. */
final class UsableRoot {
  private UsableRoot() {}

  /** True for one that is there or can be made, and where no blocks would be written. */
  static boolean has(Level level) {
    Path root = level.volume().cache().root();
    return Files.exists(root) || !level.volume().isRemote() || canBeMade(root);
  }

  private static boolean canBeMade(Path root) {
    Path ancestor = root;
    while (ancestor != null && !Files.exists(ancestor)) {
      ancestor = ancestor.getParent();
    }
    return ancestor != null && Files.isDirectory(ancestor) && Files.isWritable(ancestor);
  }
}

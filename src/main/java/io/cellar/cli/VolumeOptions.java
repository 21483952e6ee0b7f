package io.cellar.cli;

import io.cellar.app.Volumes;
import io.cellar.volume.Roi;
import io.cellar.volume.RoiText;
import io.cellar.volume.VolumeDescription;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * What every command on a volume takes: the description, the level, and consent for outside
 * folders.
 */
final class VolumeOptions {
  @Parameters(
      paramLabel = "FILE",
      description = "Description file, a folder or block file of its cache, or an address.")
  private String location;

  @Option(
      names = "--allow-outside",
      description = "Agree to a cache folder outside the description's own folder.")
  private boolean allowOutside;

  @Option(
      names = "--level",
      paramLabel = "N",
      description = "Level of a multi-level volume, 0 the finest (default ${DEFAULT-VALUE}).")
  private int level;

  String location() {
    return location;
  }

  /** Finds, reads and checks the description. */
  VolumeDescription describe(Volumes volumes) throws Exception {
    VolumeDescription description = volumes.describe(location, allowOutside);
    if (level != 0) {
      throw new CommandException(
          ExitCode.USAGE, "--level " + level + ": " + location + " has one level, 0");
    }
    return description;
  }

  /** A roi of the volume's view; the whole view when none was given. */
  static Roi roi(String text, VolumeDescription volume) {
    if (text == null || text.isBlank()) {
      return volume.local().view();
    }
    try {
      return RoiText.parse(text, volume.axes(), volume.viewShape());
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, "--roi " + text + ": " + e.getMessage(), e);
    }
  }
}

package io.cellar.cli;

import io.cellar.input.Redaction;
import io.cellar.session.VolumeSession;
import io.cellar.session.Volumes;
import io.cellar.source.AllowedHosts;
import io.cellar.store.FilesetStore;
import io.cellar.volume.Level;
import io.cellar.volume.MultiLevelVolume;
import io.cellar.volume.Roi;
import io.cellar.volume.RoiText;
import io.cellar.volume.VolumeDescription;

/**
 * What every command on a volume takes: its location, the level, and consent for outside folders.
 */
final class VolumeOptions {
  private final Value<String> location;
  private final Value<Boolean> allowOutside;
  private final Value<Integer> level;

  VolumeOptions(Options options) {
    location = options.location();
    allowOutside =
        options.flag(
            "--allow-outside", "Agree to a cache folder outside the description's own folder.");
    level =
        options.withDefault(
            "--level",
            "N",
            0,
            "Level of a multi-level volume, 0 the finest (default ${DEFAULT-VALUE}).");
  }

  /** What was typed, as it may be shown. */
  String shown() {
    return Redaction.address(location.get());
  }

  /** The servers that may be asked for it: every one, but for what a link led to. */
  AllowedHosts servers(Volumes volumes) {
    return volumes.servers(location.get());
  }

  /** Finds, reads and checks the description; the level that was asked for. */
  Level describe(Volumes volumes) throws Exception {
    return describe(volumes, false);
  }

  /**
   * The same.
   *
   * @param offline true when no server may be asked
   */
  Level describe(Volumes volumes, boolean offline) throws Exception {
    return pick(volumes.describe(location.get(), allowOutside.get(), offline));
  }

  /** All levels; that the one asked for is among them is checked. */
  MultiLevelVolume describeAll(Volumes volumes) throws Exception {
    MultiLevelVolume volume = volumes.describe(location.get(), allowOutside.get());
    pick(volume);
    return volume;
  }

  /** The level that was asked for. */
  Level pick(MultiLevelVolume volume) {
    return pick(volume, level.get(), shown());
  }

  /**
   * A level.
   *
   * @param shown the volume's location, for the message
   * @throws CommandException if there is none of that number
   */
  static Level pick(MultiLevelVolume volume, int level, String shown) {
    int count = volume.levels().size();
    if (level < 0 || level >= count) {
      throw new CommandException(
          ExitCode.USAGE,
          "--level "
              + level
              + ": "
              + shown
              + (count == 1 ? " has one level, 0" : " has levels 0 to " + (count - 1)));
    }
    return volume.levels().get(level);
  }

  /** The cache of an open level; commands that look into it or change it have none to use else. */
  FilesetStore cache(VolumeSession session) {
    return session
        .cache()
        .orElseThrow(
            () ->
                new CommandException(
                    ExitCode.USAGE,
                    "these are files of your own, which are read where they lie and never changed;"
                        + " they have no cache: "
                        + shown()));
  }

  /** Tells what the answers of a volume's server have shown, after all else. */
  static void tellNotes(VolumeDescription volume, Console console) {
    volume.origin().stream().flatMap(origin -> origin.notes().stream()).forEach(console::message);
  }

  /** A roi of the volume's view; the whole view when none was given. */
  static Roi roi(String text, VolumeDescription volume) {
    if (text == null || text.isBlank()) {
      return volume.geometry().view();
    }
    try {
      return RoiText.parse(text, volume.axes(), volume.viewShape());
    } catch (IllegalArgumentException e) {
      String what = String.valueOf(e.getMessage()).replaceFirst("^roi \".*?\": ", "");
      throw new CommandException(ExitCode.USAGE, "--roi " + text + ": " + what, e);
    }
  }
}

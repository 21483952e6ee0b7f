package io.cellar.session;

import io.cellar.coarse.CoarsePlan;
import io.cellar.coarse.ComputedLevel;
import io.cellar.description.DescriptionText;
import io.cellar.input.AtomicFile;
import io.cellar.input.RegularFile;
import io.cellar.volume.AxisMap;
import io.cellar.volume.BlockEncoding;
import io.cellar.volume.CacheLayout;
import io.cellar.volume.Level;
import io.cellar.volume.MultiLevelVolume;
import io.cellar.volume.PythonFormat;
import io.cellar.volume.VolumeDescription;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds coarser levels to an image in files of the user's own that has none and is too large to be
 * seen whole. They are computed when they are looked at, and kept in the user's cache:
 *
 * <pre>
 *   NAME-HASH/c1.json, c1/     level 1: a blockwise fileset of its own, which ilastik opens
 *             c2.json, c2/     level 2, and so on
 * </pre>
 *
 * <p>The hash is of where the files are and of how they are ({@link OriginalState}): other files at
 * the same place get other levels. Touches the disk.
 */
final class CoarseLevels {
  private static final Logger LOG = LoggerFactory.getLogger(CoarseLevels.class);

  private CoarseLevels() {}

  /**
   * The volume with the levels that it lacks. Writes their descriptions; where that cannot be, the
   * volume stays as it is.
   *
   * @param volumes the folder for caches
   */
  static MultiLevelVolume added(MultiLevelVolume volume, Path volumes) {
    VolumeDescription finest = volume.finest();
    if (volume.levels().size() > 1 || !finest.isOriginal()) {
      return volume;
    }
    List<CoarsePlan.Step> steps = CoarsePlan.of(finest.geometry(), finest.voxelSize());
    if (steps.isEmpty()) {
      return volume;
    }
    try {
      Path folder =
          ImageFolder.named(volumes, finest.origin().orElseThrow().address(), state(finest));
      List<Level> levels = new ArrayList<>(volume.levels());
      for (CoarsePlan.Step step : steps) {
        Level level = level(finest, step, levels.size(), folder);
        describe(level, folder);
        levels.add(level);
      }
      return new MultiLevelVolume(volume.name(), levels, volume.notes());
    } catch (IOException e) {
      LOG.warn("no coarser levels of {} are computed: {}", finest.name(), Reasons.of(e));
      return volume;
    }
  }

  private static String state(VolumeDescription finest) throws IOException {
    return ImageFolder.sha256(
        String.join(
            "\n",
            "computed levels, 1",
            OriginalState.of(finest),
            finest.geometry().axes().toString(),
            finest.dtype().numpyName(),
            Arrays.toString(finest.geometry().shape()),
            Arrays.toString(finest.geometry().blockShape()),
            finest.voxelSize().toString()));
  }

  private static Level level(
      VolumeDescription finest, CoarsePlan.Step step, int number, Path folder) {
    String name = finest.name() + ", level " + number;
    List<Double> voxelSize = new ArrayList<>();
    for (int d = 0; d < finest.voxelSize().size(); d++) {
      voxelSize.add(finest.voxelSize().get(d) * step.scale()[d]);
    }
    VolumeDescription description =
        new VolumeDescription(
            name,
            step.geometry(),
            new CacheLayout(
                name,
                folder.resolve("c" + number),
                PythonFormat.parse(ImageVolume.FILE_NAME),
                ImageVolume.DATASET,
                BlockEncoding.PLAIN),
            Optional.of(
                new ComputedLevel(finest.origin().orElseThrow().address(), finest.axes(), step)),
            finest.drange(),
            voxelSize,
            finest.voxelUnit());
    return new Level(number, description, AxisMap.scaled(step.scale()));
  }

  private static void describe(Level level, Path folder) throws IOException {
    String name = "c" + level.number();
    byte[] text = DescriptionText.fileset(level.volume(), name).getBytes(StandardCharsets.US_ASCII);
    Path file = folder.resolve(name + ".json");
    boolean there =
        Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
            && Arrays.equals(RegularFile.read(file, text.length + 1), text);
    if (!there) {
      Files.createDirectories(folder);
      AtomicFile.replace(file, text);
    }
  }
}

package io.cellar.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;

/**
 * All levels of the {@link SyntheticVolume} behind one server, and the description file that binds
 * them, kind {@code multiscale-volume-description}. Each level is a fileset of its own.
 */
public final class SampleLevels {
  private static final String NAME = "tissue";

  private SampleLevels() {}

  private static String served(int level) {
    return "sample/" + NAME + "/" + level;
  }

  /** What a server must serve, by name. */
  public static Map<String, ServedVolume> volumes(SyntheticVolume volume) {
    Map<String, ServedVolume> levels = new LinkedHashMap<>();
    for (int level = 0; level < SyntheticVolume.LEVELS; level++) {
      levels.put(served(level), volume.level(level));
    }
    return levels;
  }

  /**
   * Writes the description into a folder of its own below the given one, where the blocks of all
   * levels will lie too; always the same folder for the same volume.
   *
   * @param server serves {@link #volumes}
   * @return the file
   */
  public static Path write(BlockServer server, Path caches) throws IOException {
    List<SampleDescription> levels = new ArrayList<>();
    for (int level = 0; level < SyntheticVolume.LEVELS; level++) {
      long[] block = SampleDescription.usualBlock(server.volume(served(level)).axes());
      levels.add(SampleDescription.of(server, served(level), block));
    }
    return SampleDescription.write(caches, NAME, digest(levels), text(levels));
  }

  private static String digest(List<SampleDescription> levels) {
    CRC32C crc = new CRC32C();
    for (SampleDescription level : levels) {
      crc.update(level.digest().getBytes(StandardCharsets.UTF_8));
    }
    return String.format("%08x", crc.getValue());
  }

  private static String text(List<SampleDescription> levels) {
    List<String> texts = new ArrayList<>();
    for (int level = 0; level < levels.size(); level++) {
      texts.add(
          "{\n\"downsampling\": %s,\n\"description\": %s}"
              .formatted(
                  downsampling(levels.get(level), level),
                  levels.get(level).text("level-" + level).strip()));
    }
    return """
    {
      "_schema_name": "multiscale-volume-description",
      "_schema_version": 1.0,
      "name": %s,
      "levels": [
    %s
      ]
    }
    """
        .formatted(
            SampleDescription.quoted(NAME),
            String.join(",\n", texts)
                .lines()
                .map(s -> "    " + s)
                .collect(Collectors.joining("\n")));
  }

  private static List<Integer> downsampling(SampleDescription level, int number) {
    return Collections.nCopies(level.shape().length, SyntheticVolume.downsampling(number));
  }
}

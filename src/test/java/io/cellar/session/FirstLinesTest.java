package io.cellar.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.cell.CachedCellImg;
import io.cellar.sample.BlockServer;
import io.cellar.sample.SampleDescription;
import io.cellar.sample.ServedVolume;
import io.cellar.sample.ServerOptions;
import io.cellar.sample.SyntheticVolume;
import io.cellar.volume.Block;
import io.cellar.volume.Roi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.imglib2.type.numeric.integer.UnsignedByteType;
import net.imglib2.util.Intervals;
import net.imglib2.view.Views;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lines that the package's page tells a newcomer to write. */
class FirstLinesTest {
  private static final Path PAGE = Path.of("src/main/java/io/cellar/session/package-info.java");
  private static final Path HERE = Path.of("src/test/java/io/cellar/session/FirstLinesTest.java");

  @TempDir private Path folder;

  private static long sum(String file) throws Exception {
    long sum = 0;
    // as on the page
    try (Volumes volumes = Volumes.forCommand(0);
        VolumeSession finest =
            volumes.open(volumes.describe(file, false).levels().getFirst(), false);
        CachedCellImg<UnsignedByteType, ?> image = finest.image(new UnsignedByteType())) {
      for (UnsignedByteType voxel :
          Views.interval(image, Intervals.createMinSize(8, 0, 0, 64, 32, 16))) {
        sum += voxel.get();
      }
    }
    // so far
    return sum;
  }

  @Test
  void theyReadTheVoxelsOfTheServer() throws Exception {
    ServedVolume truth = new SyntheticVolume().level(4);
    try (BlockServer server = BlockServer.start(Map.of("tissue", truth), ServerOptions.DEFAULT)) {
      Path file = SampleDescription.of(server, "tissue", new long[] {32, 32, 32}).write(folder);
      Block box = truth.block(new Roi(new long[] {0, 0, 8}, new long[] {16, 32, 72}));
      long expected = 0;
      for (int i = 0; i < box.length(); i++) {
        expected += (long) box.toDouble(i);
      }
      assertTrue(expected > 0);
      assertEquals(expected, sum(file.toString()));
    }
  }

  @Test
  void thePageHasTheSameLines() throws Exception {
    String page = between(Files.readString(PAGE), "<pre>\\{@code", "\\}</pre>");
    String here = between(Files.readString(HERE), "// as on the page", "// so far");
    assertEquals(here, page);
  }

  private static String between(String text, String from, String to) {
    Matcher lines = Pattern.compile("(?s)" + from + "\n(.*?)[ *]*" + to).matcher(text);
    assertTrue(lines.find(), from);
    return lines.group(1).replaceAll("(?m)^ \\* ", "").replaceAll("\\s+", " ").strip();
  }
}

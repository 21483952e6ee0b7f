package io.cellar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is told of images in folders of the user's own. */
class OwnImageInfoTest {
  private static final Path SAMPLES =
      Path.of(System.getProperty("cellar.test.resources", "src/test/resources"), "volumes");
  private static final Path IMAGE = SAMPLES.resolve("ome04-tczyx/image.ome.zarr");

  @Test
  void formatAndNotesAreTold() {
    CommandRun run = CommandRun.of("info", IMAGE);
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("kind: files of your own\nformat: OME-Zarr 0.4\n"), run.out());
    assertTrue(run.out().contains("\nnote: no translation is told"), run.out());
    assertFalse(run.out().contains("cache"), run.out());
  }

  @Test
  void formatAndNotesAreInTheObject() {
    CommandRun run = CommandRun.of("info", IMAGE, "--json");
    assertEquals(0, run.code(), run.err());
    assertTrue(run.out().contains("\"format\": \"OME-Zarr 0.4\""), run.out());
    assertTrue(run.out().contains("\"notes\": [\"no translation is told"), run.out());
  }

  @Test
  void ofSeveralEachIsNamedAsItCanBeTyped() {
    Path plate = SAMPLES.resolve("ome04-plate/plate.ome.zarr");
    CommandRun run = CommandRun.of("info", plate);
    assertEquals(2, run.code());
    assertTrue(run.err().contains(plate + ":A/2\n"), run.err());
    CommandRun well = CommandRun.of("info", plate + ":A/2");
    assertEquals(2, well.code());
    assertTrue(well.err().contains(plate + ":A/2/1\n"), well.err());
    assertEquals(0, CommandRun.of("info", plate + ":A/2/1").code());
  }

  @Test
  void everyCommandOnAVolumeTakesALocation() {
    for (String command : new String[] {"info", "check", "read", "fetch", "open"}) {
      String help = CommandRun.of(command, "--help").out().replaceAll("\\s+", " ");
      assertTrue(help.contains("LOCATION"), help);
      assertTrue(
          help.contains("Image, description or cache: a file, a folder or an address."), help);
    }
  }
}

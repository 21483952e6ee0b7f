package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.session.Wiring;
import io.cellar.settings.Folders;
import io.cellar.settings.Settings;
import io.cellar.ui.OpenOutcome;
import io.cellar.ui.OpenOutcome.ConsentNeeded;
import io.cellar.ui.OpenOutcome.Opened;
import io.cellar.ui.OpenOutcome.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is agreed to is what was shown, and what is shown has no secrets. */
class ConsentTest {
  @TempDir Path folder;
  private Path home;
  private Path file;
  private Memory memory;
  private Program program;

  @BeforeEach
  void start() throws IOException {
    Path real = folder.toRealPath();
    home = Files.createDirectories(real.resolve("home"));
    file = home.resolve("d.json");
    Folders folders =
        new Folders(
            real.resolve("config"), real.resolve("data"), real.resolve("c"), real.resolve("state"));
    memory = new Memory(Optional.empty(), Settings.DEFAULT);
    program =
        new Program(
            Wiring.volumes(folders, Settings.DEFAULT, 0), folders, memory, Optional.empty(), false);
  }

  @AfterEach
  void stop() {
    program.close();
  }

  private OpenOutcome open(boolean agreed) throws Exception {
    return program.open(file.toString(), agreed).get(30, TimeUnit.SECONDS);
  }

  private static void close(OpenOutcome outcome) {
    assertInstanceOf(Opened.class, outcome, outcome.toString());
    ((Opened) outcome).volume().close();
  }

  private static String level(String root, int size) {
    return """
    {"_schema_name": "blockwise-fileset-description", "_schema_version": 1.0, "name": "v",
     "format": "hdf5", "axes": "zyx", "shape": [%1$d, %1$d, %1$d], "dtype": "uint8",
     "block_shape": [2, 2, 2], "block_file_name_format": "b-{roiString}.h5/cube",
     "dataset_root_dir": "%2$s"}
    """
        .formatted(size, root);
  }

  private static String levels(String first, String second) {
    return """
    {"_schema_name": "multiscale-volume-description", "_schema_version": 1.0, "name": "m",
     "levels": [{"downsampling": [1, 1, 1], "description": %s},
                {"downsampling": [2, 2, 2], "description": %s}]}
    """
        .formatted(first, second);
  }

  private Path outside(String name) throws IOException {
    return Files.createDirectories(home.resolveSibling(name));
  }

  @Test
  void everyFolderAndFileOutsideIsShown() throws Exception {
    Path harmless = outside("harmless");
    Path elsewhere = outside("elsewhere");
    Path own = Files.writeString(elsewhere.resolve("half.json"), level("blocks", 4));
    Files.createDirectories(elsewhere.resolve("blocks"));
    Files.writeString(file, levels(level("../harmless", 8), "\"../elsewhere/half.json\""));
    List<Path> all = List.of(own, harmless, elsewhere.resolve("blocks"));
    ConsentNeeded asked = assertInstanceOf(ConsentNeeded.class, open(false));
    assertEquals(all, asked.outside());
    all.forEach(place -> assertTrue(asked.toString().contains(place.toString())));
    all.forEach(place -> assertFalse(memory.agreed(file, place)));
    close(open(true));
    all.forEach(place -> assertTrue(memory.agreed(file, place)));
    close(open(false));
  }

  @Test
  void aFileThatChangesWhileTheQuestionIsUpIsNotAgreedTo() throws Exception {
    Path shown = outside("shown");
    Path precious = outside("precious");
    Files.writeString(file, level("../shown", 8));
    assertEquals(List.of(shown), assertInstanceOf(ConsentNeeded.class, open(false)).outside());
    Files.writeString(file, level("../precious", 8));
    OpenOutcome second = open(true);
    assertEquals(
        shown, assertInstanceOf(Opened.class, second).volume().levels().finest().cache().root());
    close(second);
    assertFalse(memory.agreed(file, precious));
    assertEquals(List.of(precious), assertInstanceOf(ConsentNeeded.class, open(false)).outside());
  }

  @Test
  void aLinkThatChangesWhileTheQuestionIsUpIsAskedAboutAgain() throws Exception {
    Path shown = outside("shown");
    Path precious = outside("precious");
    Files.createSymbolicLink(home.resolve("blocks"), shown);
    Files.writeString(file, level("blocks", 8));
    assertEquals(List.of(shown), assertInstanceOf(ConsentNeeded.class, open(false)).outside());
    Files.delete(home.resolve("blocks"));
    Files.createSymbolicLink(home.resolve("blocks"), precious);
    assertEquals(List.of(precious), assertInstanceOf(ConsentNeeded.class, open(true)).outside());
    assertFalse(memory.agreed(file, precious));
    close(open(true));
    assertTrue(memory.agreed(file, precious));
  }

  @Test
  void nobodyAgreesToWhatWasNeverAsked() throws Exception {
    Path precious = outside("precious");
    Files.writeString(file, level("../precious", 8));
    assertInstanceOf(ConsentNeeded.class, open(true));
    assertFalse(memory.agreed(file, precious));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:9/d.json?token=SECRET",
        "http://127.0.0.1:9/d{.json?token=SECRET",
        "http://u:SECRET@127.0.0.1:9/d.json",
        "htp://h/d.json?token=SECRET",
        "h/d.json?token=SECRET",
        "http://127.0.0.1:0/?SECRET",
        "a\0b?token=SECRET",
        "file://host/x.json",
        ""
      })
  void whatCannotBeOpenedIsToldWithoutSecrets(String location) throws Exception {
    Refused refused =
        assertInstanceOf(
            Refused.class, program.open(location, false).get(30, TimeUnit.SECONDS), location);
    assertFalse(refused.toString().contains("SECRET"), refused.toString());
    assertFalse(refused.problems().getFirst().contains("java."), refused.toString());
    assertEquals(1, refused.problems().size());
    if (!refused.location().isEmpty()) {
      assertFalse(refused.problems().getFirst().contains(refused.location()), refused.toString());
    }
  }

  @Test
  void problemsOfTheFileItselfDoNotNameItAgain() throws Exception {
    Files.writeString(file, level("blocks", 8).replace("uint8", "uint7"));
    Refused refused = assertInstanceOf(Refused.class, open(false));
    assertTrue(
        refused.problems().getFirst().contains("/dtype, line 2, column "), refused.toString());
    assertFalse(refused.problems().getFirst().contains(file.toString()), refused.toString());
  }
}

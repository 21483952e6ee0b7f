package io.cellar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is neither a command, nor a file, nor an address ends before there is a window. */
class OpenableTest {
  @TempDir Path folder;

  private static void refused(String expected, CommandRun run) {
    assertEquals(2, run.code(), run.err());
    assertEquals("", run.out());
    assertTrue(run.err().contains(expected), run.err());
    assertEquals(1, run.err().lines().count(), run.err());
  }

  @ParameterizedTest
  @CsvSource({
    "serv, serve",
    "opn, open",
    "chek, check",
    "ifno, info",
    "fecth, fetch",
    "Serve, serve",
    "forgt, forget",
    "veri, verify",
    "sampel, sample",
    "locs, locks"
  })
  void aCommandThatIsMistypedIsToldTheNearest(String typed, String meant) {
    refused(
        "neither a command nor a file: " + typed + "; did you mean '" + meant + "'?",
        CommandRun.of(typed, "x"));
  }

  /** A word that begins with @ is a file's name, not a list of words to read. */
  @Test
  void noWordsAreReadFromFiles() throws Exception {
    Path words = Files.writeString(folder.resolve("words"), "--help");
    for (String command : new String[] {"info", "check", "read", "open"}) {
      CommandRun run = CommandRun.of(command, "@" + words);
      assertEquals(2, run.code(), run.out());
      assertTrue(run.err().contains("@" + words), run.err());
    }
  }

  @Test
  void aWordThatIsNearNothing() {
    refused("neither a command nor a file: xylophone; 'cellar help'", CommandRun.of("xylophone"));
  }

  @Test
  void aFileThatIsMissingIsNamedOnceWithOneThatIsNear() throws Exception {
    Path file = Files.writeString(folder.resolve("cortex.json"), "{}");
    String typed = folder.resolve("cortx.json").toString();
    String said = "there is no such file: " + typed + "; did you mean '" + file + "'?";
    refused(said, CommandRun.of(typed));
    refused(said, CommandRun.of("open", typed));
    refused(said, CommandRun.of("open", file, typed, "--picture", folder.resolve("p.png")));
    refused(
        "there is no such file: " + folder.resolve("other") + System.lineSeparator(),
        CommandRun.of(folder.resolve("other")));
    assertEquals("window [" + file + "]\n", CommandRun.of(file).out());
    assertEquals("window [" + folder + "]\n", CommandRun.of("open", folder).out());
    assertEquals(
        "window [http://127.0.0.1:9/d.json]\n", CommandRun.of("http://127.0.0.1:9/d.json").out());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3://bucket/a.zarr",
        "gs://bucket/em|neuroglancer-precomputed:",
        "zarr://https://h.example/a.zarr/",
        "precomputed://gs://bucket/em",
        "https://h.example/plate.zarr:A/1/0"
      })
  void whatNamesAnImageSomewhereIsLeftToTheWindow(String typed) {
    assertEquals("window [" + typed + "]\n", CommandRun.of("open", typed).out());
  }

  @Test
  void somethingInWhatExistsIsLeftToTheWindow() throws Exception {
    Path image = Files.createDirectory(folder.resolve("plate.zarr"));
    for (String typed :
        new String[] {
          image + ":A/1/0", "zarr://" + image, "zarr2://" + image + ":A", image + "|zarr3:A"
        }) {
      assertEquals("window [" + typed + "]\n", CommandRun.of("open", typed).out());
    }
    String missing = folder.resolve("plat.zarr").toString();
    refused("; did you mean '" + image + "'?", CommandRun.of("open", missing));
    refused("there is no such file", CommandRun.of("open", missing + ":A/1/0"));
    refused("there is no such file", CommandRun.of("open", "zarr://" + missing));
  }

  @Test
  void aStepThatIsNotReadIsToldBeforeThereIsAWindow() {
    refused(
        "\"|zip:\" is not read (expected one of |zarr:",
        CommandRun.of("open", "https://h.example/a.zip|zip:b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "htp://h/d.json?token=SECRET",
        "ftp://u:SECRET@h/x",
        "http://h:0/x?SECRET",
        "h/d.json?token=SECRET",
        "file://host/x?SECRET",
        "http:/h?k=SECRET",
        "http://u:SECRET@h/"
      })
  void noSecretIsTold(String typed) {
    for (CommandRun run :
        new CommandRun[] {
          CommandRun.of(typed),
          CommandRun.of("open", typed),
          CommandRun.of("check", typed),
          CommandRun.of("check", typed, "--json"),
          CommandRun.of("info", typed)
        }) {
      assertEquals(2, run.code(), run.err());
      assertFalse((run.out() + run.err()).contains("SECRET"), run.out() + run.err());
    }
  }

  @Test
  void aNameThatIsTooLong() {
    refused("File name too long", CommandRun.of("x".repeat(5000) + ".json"));
    assertEquals(2, CommandRun.of("info", "x".repeat(5000) + ".json").code());
    assertEquals(2, CommandRun.of("info", "").code());
  }
}

package io.cellar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Links of web pages on the command line, and the command line of a desktop's launcher. */
class LinksTest {
  private static final String DESKTOP = "cellar.desktop";
  private static final String LINK = "cellar:https://127.0.0.1:9/a.zarr?token=SECRET";

  @TempDir Path folder;

  @AfterEach
  void noDesktop() {
    System.clearProperty(DESKTOP);
  }

  @Test
  void aLinkGoesToTheWindowAsItIs() {
    assertEquals("window [" + LINK + "]\n", CommandRun.of(LINK).out());
    assertEquals("window [" + LINK + "]\n", CommandRun.of("open", LINK).out());
    assertEquals(
        "window [" + LINK + ", " + LINK + "]\n", CommandRun.of("open", "--", LINK, LINK).out());
  }

  @ParameterizedTest
  @CsvSource({
    "cellar:/etc/passwd, no slash",
    "cellar:--picture=x.png, no options",
    "cellar://https//u:SECRET@h/x, expected cellar:https://host/path",
    "cellar:https://u:SECRET@h/x, user name",
    "cellar:https%3A%2F%2Fu%3ASECRET%40h, nothing on this computer",
    "cellar:, names nothing"
  })
  void whatIsNoneEndsBeforeThereIsAWindow(String link, String said) {
    for (CommandRun run : List.of(CommandRun.of(link), CommandRun.of("open", "--", link))) {
      assertEquals(2, run.code());
      assertEquals("", run.out());
      assertTrue(run.err().contains(said), run.err());
      assertFalse(run.err().contains("SECRET"), run.err());
      assertEquals(1, run.err().lines().count(), run.err());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "info LINK",
        "check LINK",
        "verify LINK",
        "forget LINK --roi 0:1,0:1,0:1",
        "read LINK --roi 0:1,0:1,0:1 --out FOLDER/out.h5",
        "slice LINK --axis z --at 0 --out FOLDER/out.png",
        "fetch LINK --roi 0:1,0:1,0:1",
        "locks LINK",
        "jobs add LINK --roi 0:1,0:1,0:1"
      })
  void otherCommandsSayThatLinksAreForTheWindow(String command) {
    Object[] words = command.replace("LINK", LINK).replace("FOLDER", folder.toString()).split(" ");
    CommandRun run = CommandRun.in(folder, words);
    assertTrue(run.err().contains("for the window"), run.err() + run.out());
    assertEquals(2, run.code(), run.err());
    assertFalse((run.err() + run.out()).contains("SECRET"), run.err());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/no/such/file.h5", "cellar:/etc/passwd", "serv", "http://", "", "htp://x/y"})
  void aLauncherLeavesItToTheWindowToTell(String location) {
    assertEquals(2, CommandRun.of("open", "--", location).code());
    System.setProperty(DESKTOP, "true");
    CommandRun run = CommandRun.of("open", "--", location);
    assertEquals(0, run.code(), run.err());
    assertEquals("", run.err());
    assertEquals("window [" + location + "]\n", run.out());
  }
}

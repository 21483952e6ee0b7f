package io.cellar.app.instance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.session.LocalPlace;
import io.cellar.source.probe.VolumeLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is typed here means the same elsewhere. */
@DisabledOnOs(OS.WINDOWS)
class HandedLocationTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "a.h5 /here/a.h5",
        "./a.h5:raw /here/./a.h5:raw",
        "../a /here/../a",
        "-x.h5 /here/-x.h5",
        "/a.h5 /a.h5",
        "a.zip|zarr:in /here/a.zip|zarr:in",
        "a#dimension_separator=/ /here/a#dimension_separator=/",
        "zarr://a/b zarr:///here/a/b",
        "n5:///a/b n5:///a/b",
        "file:a.h5 /here/a.h5",
        "file:///a%20b.h5:raw file:///a%20b.h5:raw",
        "zarr://file:///a zarr://file:///a",
        "https://h/a?b#c https://h/a?b#c",
        "precomputed://gs://b/c precomputed://gs://b/c",
        "S3://b/c|zarr3:d S3://b/c|zarr3:d",
        "cellar:open?at=1,2,3 cellar:open?at=1,2,3"
      })
  void aRelativePathBecomesAnAbsoluteOne(String typed, String expected) {
    String handed = HandedLocation.absolute(typed, Path.of("/here"));
    assertEquals(expected, handed);
    assertEquals(Optional.empty(), HandedLocation.problem(handed));
    assertEquals(handed, HandedLocation.absolute(handed, Path.of("/elsewhere")));
  }

  @Test
  void theRootAsWorkingFolderHasOneSlash() {
    assertEquals("/a", HandedLocation.absolute("a", Path.of("/")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\nb.h5",
        "a\r\nb c.h5",
        "\u0001%41?#.h5",
        "tab\there.h5",
        "a\n|zarr.h5",
        "\u00fc\n:x.h5"
      })
  void aNameWithLineEndsIsFoundAgainAndSoIsWhatIsMeantInIt(String name) throws Exception {
    Path file = Files.writeString(folder.resolve(name), "");
    for (String inner : new String[] {"", "em/raw"}) {
      String typed = name + (inner.isEmpty() ? "" : ":" + inner);
      String handed = HandedLocation.absolute(typed, folder);
      assertEquals(Optional.empty(), HandedLocation.problem(handed), handed);
      assertEquals(
          new LocalPlace(file, inner), LocalPlace.of(VolumeLocation.parse(handed).place()), handed);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a.h5",
        "./a",
        "zarr://a",
        "file:a",
        "-a",
        "--new-process",
        "ftp://h/a",
        "http://",
        "javascript:alert(1)",
        "/a\nb",
        "/a\u0000",
        "/a\u001b[31m",
        "/a\u0085",
        "cellar:\n/a",
        "zarr://-a",
        "\ud800/",
        "/\ud800"
      })
  void whatIsNoLocationIsRefused(String text) {
    String problem = HandedLocation.problem(text).orElseThrow();
    assertTrue(problem.chars().noneMatch(Character::isISOControl), problem);
  }

  @Test
  void aReasonTellsNoSecrets() {
    assertEquals(
        Optional.of("neither an absolute path nor an address that can be opened: ftp://h/a"),
        HandedLocation.problem("ftp://user:secret@h/a?token=secret"));
  }
}

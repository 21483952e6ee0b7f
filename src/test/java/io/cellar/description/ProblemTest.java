package io.cellar.description;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The reason first, then the place once, then what to do. */
class ProblemTest {
  private static final String OPEN =
      "; if the description names this cache by a full path it may lie anywhere: open the"
          + " description itself";

  @Test
  void thePlaceStandsBetweenReasonAndAdvice() {
    assertEquals(
        "a is b: /a/b in d.json:3:4; do c",
        new Problem("d.json", "/a/b", 3, 4, "a is b; do c").toString());
    assertEquals(
        "a is b: /a/b, line 3, column 4; do c",
        new Problem("d.json", "/a/b", 3, 4, "a is b; do c").withoutFile());
    assertEquals("a is b: d.json", new Problem("d.json", "", 0, 0, "a is b").toString());
    assertEquals("a is b", new Problem("d.json", "", 0, 0, "a is b").withoutFile());
    assertEquals(
        "a\\u001b: d\\u202e.json:1:2", new Problem("d\u202e.json", "", 1, 2, "a\u001b").toString());
  }

  private static String message(Path file) {
    return assertThrows(
            DescriptionException.class,
            () -> new DescriptionReader().read(new DescriptionFinder().find(file)))
        .getMessage();
  }

  @Test
  void filesThatCannotBeRead(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("d.json");
    assertEquals("there is no such file: " + file, message(file));
    Path inside = Files.createDirectory(folder.resolve("f.json"));
    assertTrue(message(inside).endsWith(": " + inside + OPEN), message(inside));
    Files.write(file, new byte[] {'{', (byte) 0xff});
    assertEquals(
        "the file is no UTF-8 text: " + file + "; save it in that encoding", message(file));
    Path under = file.resolve("x.json");
    assertEquals("there is no such file: " + under, message(under));
  }

  @Test
  void whatADescriptionSaysIsNotToldWithItsSecrets() {
    for (String key : new String[] {"dataset_root_dir", "_schema_name", "axes", "dtype"}) {
      String text =
          "{\"_schema_name\": \"blockwise-fileset-description\", \"shape\": [1],"
              + " \""
              + key
              + "\": \"http://u:s3cret@h/x?token=s3cret\"}";
      Descriptions.problems(text)
          .forEach(p -> assertEquals(-1, p.toString().indexOf("s3cret"), p.toString()));
    }
  }
}

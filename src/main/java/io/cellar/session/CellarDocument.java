package io.cellar.session;

import io.cellar.description.DescriptionException;
import io.cellar.description.Problem;
import io.cellar.input.FileTrouble;
import io.cellar.input.Redaction;
import io.cellar.input.RegularFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.List;

/**
 * Files called {@code NAME.cellar}, which hold a description and nothing else: whoever sends one
 * cannot have anything else opened by its name. Touches the disk.
 */
final class CellarDocument {
  private static final String EXPECTED =
      "expected a description in JSON, which is all that a .cellar file holds";

  private CellarDocument() {}

  /**
   * Looks whether a file may be a description.
   *
   * @throws DescriptionException saying what was expected, if it is none for sure
   */
  static void require(Path file) throws DescriptionException {
    try {
      byte[] head = RegularFile.read(file, 512);
      String start = new String(head, StandardCharsets.UTF_8).replaceFirst("^\uFEFF", "").strip();
      if (head.length == 0) {
        throw failure(file, EXPECTED + ", this file is empty");
      }
      if (!start.isEmpty() && !start.startsWith("{")) {
        throw failure(
            file,
            EXPECTED
                + " and begins with {; if this is an image, give the file the ending of its"
                + " format");
      }
    } catch (RegularFile.NotRegularException e) {
      throw failure(file, EXPECTED + ", this " + e.getReason());
    } catch (AccessDeniedException _) {
      throw failure(file, "the file may not be read; ask its owner for access");
    } catch (IOException e) {
      throw failure(file, "the file cannot be read (" + FileTrouble.reason(e) + ")");
    }
  }

  private static DescriptionException failure(Path file, String reason) {
    return new DescriptionException(
        List.of(new Problem(Redaction.address(file.toString()), "", 0, 0, reason)));
  }
}

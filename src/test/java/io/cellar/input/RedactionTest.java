package io.cellar.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedactionTest {

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "http://h/d.json?token=S, http://h/d.json",
        "http://u:S@h/d.json#S, http://h/d.json",
        "http://u:a@S@h:80/x@y, http://h:80/x@y",
        "http://u:S@h?x=a/b, http://h",
        "http://h{/x?S, http://h{/x",
        "'http://h/a b?S', 'http://h/a b'",
        "a?b#c.json, a?b#c.json",
        "http:/h/d.json?token=S, http:/h/d.json",
        "localhost:9/d.json?S, localhost:9/d.json",
        "h/d.json?token=S, h/d.json?\u2026",
        "u:S@h:80, h:80",
        "jar:http://me:S@h/x?S, jar:http://h/x",
        "http://u:S/S@h/d?x, http://h/d",
        "http://u:S?S@h/d?x, http://h/d",
        "http://u:S#S@h, http://h",
        "http://[::1]:80/x?S, http://[::1]:80/x",
        "http://h:80/a@b?S@S, http://h:80/a@b",
        "c:\\\\x, c:\\\\x"
      })
  void anAddressIsShownWithoutItsSecrets(String address, String shown) {
    assertEquals(shown, Redaction.address(address));
  }

  @Test
  void addressesInsideAMessageAreRedactedEachOfThem() {
    assertEquals(
        "illegal at 3: \"http://h/d{.json\" after https://h/x",
        Redaction.message("illegal at 3: \"http://u:S@h/d{.json?token=S\" after https://h/x#S"));
    assertEquals(
        "cannot open http://h/a b.json?\u2026 (why?)",
        Redaction.message("cannot open http://h/a b.json?token=S (why?)"));
  }

  @Test
  void linesOfALogAreRedactedAsTheyEnd() throws Exception {
    List<String> lines = new ArrayList<>();
    try (PrintStream log =
        new PrintStream(Redaction.lines(lines::add), false, StandardCharsets.UTF_8)) {
      log.print("at http://h/");
      log.print("d.json?tok");
      log.println("en=S \u00fc\u001b[2J");
      log.print("\tat io.cellar\r");
      assertEquals(2, lines.size());
      log.print("x".repeat(70_000));
      log.flush();
      log.print("end http://h?S");
    }
    assertEquals("at http://h/d.json \u00fc\\u001b[2J" + System.lineSeparator(), lines.getFirst());
    assertEquals("    at io.cellar\r", lines.get(1));
    assertEquals("x".repeat(70_000), lines.get(2) + lines.get(3));
    assertEquals("end http://h", lines.getLast());
  }

  @Test
  void aMessageWithoutAnAddressKeepsItsQuestionMarks() {
    assertEquals("did you mean a?b", Redaction.message("did you mean a?b"));
  }
}

package io.cellar.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
        "a?b#c.json, a?b#c.json"
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
  void aMessageWithoutAnAddressKeepsItsQuestionMarks() {
    assertEquals("did you mean a?b", Redaction.message("did you mean a?b"));
  }
}

package io.cellar.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PrintableTextTest {

  @Test
  void whatIsNotSeenIsWrittenAsAnEscape() {
    assertEquals("a\\u001b[2Jb\\u202ec\\u000a", PrintableText.of("a\u001b[2Jb\u202ec\n"));
    assertEquals("\\u009b \\ud800", PrintableText.of("\u009b \ud800"));
    assertEquals("süß \ud83d\ude00", PrintableText.of("süß \ud83d\ude00"));
  }

  @Test
  void aParagraphKeepsItsLines() {
    assertEquals("a\nb\\u0007", PrintableText.lines("a\r\nb\u0007"));
  }

  @Test
  void aCutNeverHalvesACharacter() {
    assertEquals("ab\u2026", PrintableText.of("ab\ud83d\ude00c", 3));
    assertEquals("abc", PrintableText.of("abc", 3));
  }
}

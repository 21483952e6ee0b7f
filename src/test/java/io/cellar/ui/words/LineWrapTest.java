package io.cellar.ui.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LineWrapTest {

  private static String wrap(String text, int width) {
    return LineWrap.wrap(text, width, String::length);
  }

  @Test
  void linesEndAfterSeparators() {
    assertEquals("/home/me/\nvolumes/\nbrain.json", wrap("/home/me/volumes/brain.json", 12));
    assertEquals(
        "http://a.example/\n{x_start}-\n{x_stop}", wrap("http://a.example/{x_start}-{x_stop}", 17));
    assertEquals("C:\\data\\\nx.json", wrap("C:\\data\\x.json", 9));
  }

  @Test
  void blanksAtTheEndOfALineTakeNoRoom() {
    assertEquals("5, the\ncoarsest", wrap("5, the coarsest", 8));
  }

  @Test
  void whatFitsStaysAndWhatCannotBeBrokenTooLong() {
    assertEquals("short", wrap("short", 9));
    assertEquals("unbreakablylong", wrap("unbreakablylong", 5));
    assertEquals("", wrap("", 5));
  }
}

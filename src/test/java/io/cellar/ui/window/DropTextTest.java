package io.cellar.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.util.List;
import org.junit.jupiter.api.Test;

class DropTextTest {

  @Test
  void whatCanBeDropped() {
    assertEquals(
        List.of("a.json", "b"),
        DropText.locations(List.of(new File("a.json"), new File("b")), null, null));
    assertEquals(
        List.of("https://x.example/d.json"),
        DropText.locations(List.of(), "https://x.example/d.json", "other"));
    assertEquals(
        List.of("http://a.example/1", "HTTPS://a.example/2"),
        DropText.locations(
            null, null, "http://a.example/1\nnot an address\n  HTTPS://a.example/2 \nftp://no"));
    assertEquals(List.of(), DropText.locations(null, null, null));
    assertEquals(List.of("file:///x"), DropText.locations(null, "file:///x", null));
    assertEquals(
        List.of("http://h/a b[1].json"), DropText.locations(null, "http://h/a b[1].json", null));
    assertEquals(List.of(), DropText.locations(null, "ftp://h/x", "mailto:x"));
  }
}

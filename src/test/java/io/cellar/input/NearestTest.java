package io.cellar.input;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What may have been meant. */
class NearestTest {

  @Test
  void lettersBetweenTwoWords() {
    assertEquals(0, Nearest.distance("Open", "open"));
    assertEquals(1, Nearest.distance("opne", "open"));
    assertEquals(3, Nearest.distance("", "abc"));
    assertEquals(2, Nearest.distance("slce", "slicer"));
  }

  @Test
  void theClosestOfThoseThatAreClose() {
    List<String> known = List.of("fetch", "forget", "verify");
    assertEquals(Optional.of("fetch"), Nearest.of("fecth", known));
    assertEquals(Optional.of("verify"), Nearest.of("veri", known), "its beginning is enough");
    assertEquals(Optional.empty(), Nearest.of("serve", known));
  }
}

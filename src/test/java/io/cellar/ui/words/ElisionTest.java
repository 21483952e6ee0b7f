package io.cellar.ui.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ElisionTest {
  @Test
  void whatFitsStaysAsItIs() {
    assertEquals("/data/a.json", Elision.middle("/data/a.json", 12));
  }

  @Test
  void theMiddleGoesAndTheEndIsTheLongerPart() {
    String shortened = Elision.middle("/data/2026/many/folders/volume.json", 20);
    assertEquals(20, shortened.length());
    assertEquals("/data/…s/volume.json", shortened);
  }
}

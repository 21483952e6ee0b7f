package io.cellar.ui.words;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BlockWordsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private static String tries(int tries, Integer seconds) {
    return BlockWords.tries(tries, Optional.ofNullable(seconds).map(NOW::plusSeconds), NOW);
  }

  @Test
  void theNextTryIsToldAsItIs() {
    assertEquals("Tried 4 times. Next try in 30 s.", tries(4, 30));
    assertEquals("Tried once. Tried again when it is shown.", tries(1, -5));
    assertEquals("Tried 4 times. Not tried again by itself.", tries(4, null));
    assertEquals("4 tries, when shown", BlockWords.triesShort(4, Optional.of(NOW), NOW));
  }

  @Test
  void aCauseIsToldWithoutTheAddressThatItBeginsWith() {
    assertEquals(
        "/cube has shape [1], expected [2]",
        BlockWords.causeAlone("http://h:1/0-32_0-32.h5: /cube has shape [1], expected [2]"));
    assertEquals(
        "old block kept: no answer",
        BlockWords.causeAlone("old block kept: https://h/a: no answer"));
    assertEquals("the disk is full", BlockWords.causeAlone("the disk is full"));
    assertEquals("http://h/a", BlockWords.causeAlone("http://h/a"));
  }
}

package io.cellar.ui.navigation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ScaleBarTest {

  @Test
  void theLongestRoundLengthThatFits() {
    assertEquals(new ScaleBar(100, "", 100), ScaleBar.fitting(1, "", 140));
    assertEquals(new ScaleBar(50, "", 100), ScaleBar.fitting(0.5, "", 140));
    assertEquals(new ScaleBar(20, "", 80), ScaleBar.fitting(0.25, "", 140));
    assertEquals(new ScaleBar(0.5, "", 100), ScaleBar.fitting(0.005, "", 140));
  }

  @Test
  void longOnesTakeALargerUnit() {
    assertEquals(new ScaleBar(1, "µm", 125), ScaleBar.fitting(8, "nm", 140));
    assertEquals(new ScaleBar(2, "mm", 100), ScaleBar.fitting(20, "um", 100));
    assertEquals(new ScaleBar(5000, "furlong", 100), ScaleBar.fitting(50, "furlong", 100));
  }

  @Test
  void alwaysBetweenTwoFifthsOfTheRoomAndAllOfIt() {
    Random random = new Random(11);
    for (int n = 0; n < 1000; n++) {
      double per = Math.exp(random.nextDouble() * 30 - 15);
      ScaleBar bar = ScaleBar.fitting(per, "", 100);
      assertTrue(bar.pixels() <= 100.0001 && bar.pixels() >= 39.9, "seed 11: " + per + " " + bar);
    }
  }
}

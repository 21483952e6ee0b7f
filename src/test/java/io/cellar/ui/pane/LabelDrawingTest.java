package io.cellar.ui.pane;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cellar.slice.SlicePicture.ShownLevel;
import org.junit.jupiter.api.Test;

class LabelDrawingTest {

  @Test
  void aLevelIsNamedByHowCoarseItIs() {
    assertEquals("", LabelDrawing.level(new ShownLevel(0, 1, 1, 1)));
    assertEquals("level 2 · 1/4", LabelDrawing.level(new ShownLevel(2, 3, 4, 4)));
    assertEquals("level 2 · 1/4 × 1/2", LabelDrawing.level(new ShownLevel(2, 3, 4, 2)));
    assertEquals("level 1 · 1/2.857", LabelDrawing.level(new ShownLevel(1, 3, 2.857, 2.857)));
  }
}

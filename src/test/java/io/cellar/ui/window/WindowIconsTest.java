package io.cellar.ui.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.ui.DemoVolume;
import io.cellar.ui.Fx;
import java.util.List;
import javafx.scene.image.Image;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** All windows of the program have its icon. */
@ExtendWith(Fx.class)
class WindowIconsTest {
  @Test
  void theWindowAndThoseItOpensHaveTheIcon() {
    try (TestWindow test = TestWindow.showing(DemoVolume.tissue())) {
      assertIcon(test.window.stage());
      for (Runnable open :
          List.<Runnable>of(test.window::showSettings, test.window::showFailures)) {
        Fx.run(open);
        Window opened = test.dialog();
        assertIcon((Stage) opened);
        Fx.run(opened::hide);
      }
    }
  }

  private static void assertIcon(Stage stage) {
    List<Image> icons = Fx.call(() -> List.copyOf(stage.getIcons()));
    assertEquals(
        List.of(16.0, 32.0, 48.0, 64.0, 128.0), icons.stream().map(Image::getWidth).toList());
    for (Image icon : icons) {
      assertFalse(icon.isError());
      assertEquals(icon.getWidth(), icon.getHeight());
      int middle = (int) icon.getWidth() / 2;
      assertTrue(icon.getPixelReader().getColor(middle, middle).isOpaque());
    }
  }
}

package io.cellar.ui.fx;

import java.net.URL;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javafx.scene.image.Image;
import javafx.stage.Stage;

/**
 * The program's icon, as task bars and window lists show it. Dialogs have that of their owner.
 * JavaFX thread.
 */
public final class WindowIcons {
  private WindowIcons() {}

  /** Gives a window the icon, in squares of 16 to 128 pixels. */
  public static void dress(Stage stage) {
    stage.getIcons().setAll(Made.ALL);
  }

  /** Read when a window first needs them. */
  private static final class Made {
    static final List<Image> ALL =
        IntStream.of(16, 32, 48, 64, 128).mapToObj(size -> image("icon-" + size + ".png")).toList();

    private static Image image(String name) {
      URL url = WindowIcons.class.getResource("/io/cellar/ui/" + name);
      return new Image(Objects.requireNonNull(url, name).toExternalForm());
    }
  }
}

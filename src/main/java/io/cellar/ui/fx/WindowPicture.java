package io.cellar.ui.fx;

import io.cellar.input.AtomicFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/** Pictures of what is on screen, as PNG files. Works without a display too. */
public final class WindowPicture {

  private WindowPicture() {}

  /** All of a scene as it is now. JavaFX thread. */
  public static BufferedImage of(Scene scene) {
    WritableImage image = scene.snapshot(null);
    return SwingFXUtils.fromFXImage(image, null);
  }

  /** One node as it is now. JavaFX thread. */
  public static BufferedImage of(Node node) {
    return SwingFXUtils.fromFXImage(node.snapshot(null, null), null);
  }

  /**
   * Writes a picture; a file of that name is replaced, and is never half written. Not on the JavaFX
   * thread.
   */
  public static void write(BufferedImage picture, Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    AtomicFile.replace(
        file,
        part -> {
          if (!ImageIO.write(picture, "png", part.toFile())) {
            throw new IOException("no writer for PNG files in this Java");
          }
        });
  }
}

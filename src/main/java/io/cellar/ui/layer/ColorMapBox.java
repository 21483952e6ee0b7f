package io.cellar.ui.layer;

import io.cellar.slice.draw.ColorMap;
import io.cellar.ui.words.Words;
import java.util.Locale;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/** A choice of colour maps, each as a strip of its colours with its name. JavaFX thread. */
public final class ColorMapBox extends ComboBox<ColorMap> {
  private static final int WIDTH = 40;
  private static final int HEIGHT = 12;

  /**
   * A box without a choice yet.
   *
   * @param named whether the name of the choice is shown besides its colours
   */
  public ColorMapBox(String accessibleText, boolean named) {
    getItems().setAll(ColorMap.values());
    setCellFactory(list -> new Cell(true));
    setButtonCell(new Cell(named));
    setAccessibleText(accessibleText);
  }

  private static final class Cell extends ListCell<ColorMap> {
    private final boolean named;

    Cell(boolean named) {
      this.named = named;
    }

    @Override
    protected void updateItem(ColorMap map, boolean empty) {
      super.updateItem(map, empty);
      setText(empty || map == null || !named ? "" : name(map));
      setGraphic(empty || map == null ? null : new ImageView(strip(map)));
    }
  }

  private static String name(ColorMap map) {
    return Words.of("map." + map.name().toLowerCase(Locale.ROOT));
  }

  private static WritableImage strip(ColorMap map) {
    int[] table = map.table();
    int[] argb = new int[WIDTH * HEIGHT];
    for (int i = 0; i < argb.length; i++) {
      argb[i] = table[i % WIDTH * 255 / (WIDTH - 1)];
    }
    WritableImage image = new WritableImage(WIDTH, HEIGHT);
    image
        .getPixelWriter()
        .setPixels(0, 0, WIDTH, HEIGHT, PixelFormat.getIntArgbPreInstance(), argb, 0, WIDTH);
    return image;
  }
}

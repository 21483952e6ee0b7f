package io.cellar.ui.fx;

import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.SVGPath;

/** Line icons on a grid of 16 units, drawn in the colour of the text around them. */
public enum Icon {
  OPEN("M1.5 13.5 V3.5 H6 L7.5 5.5 H13.5 V7.5 M1.5 13.5 L4 7.5 H15 L12.5 13.5 Z"),
  SAMPLE("M8 1.5 L14 4.75 V11.25 L8 14.5 L2 11.25 V4.75 Z M2 4.75 L8 8 L14 4.75 M8 8 V14.5"),
  FIT(
      "M2 5.5 V2 H5.5 M10.5 2 H14 V5.5 M14 10.5 V14 H10.5 M5.5 14 H2 V10.5 M5.5 5.5 H10.5 V10.5"
          + " H5.5 Z"),
  BACK("M10.5 2.5 L5 8 L10.5 13.5"),
  FORWARD("M5.5 2.5 L11 8 L5.5 13.5"),
  PANES("M2 2 H14 V14 H2 Z M8 2 V14 M2 8 H14"),
  PREFETCH("M8 1.5 V10 M4.5 6.5 L8 10 L11.5 6.5 M2 11 V14 H14 V11"),
  PAUSE("M5.5 3 V13 M10.5 3 V13"),
  RESUME("M4.5 2.5 L12.5 8 L4.5 13.5 Z"),
  CANCEL("M3.5 3.5 L12.5 12.5 M12.5 3.5 L3.5 12.5"),
  SIDE("M1.5 2.5 H14.5 V13.5 H1.5 Z M10 2.5 V13.5 M11.8 5 H12.8 M11.8 7.5 H12.8"),
  FAILED("M8 2 L14.8 13.8 H1.2 Z M8 6.5 V10 M8 11.6 V12.2"),
  COPY("M5.5 5.5 H14 V14 H5.5 Z M10.5 5.5 V2 H2 V10.5 H5.5"),
  BOOKMARK("M4 2 H12 V14 L8 10.8 L4 14 Z"),
  BOX("M2.5 2.5 H13.5 V13.5 H2.5 Z M5.5 5.5 H10.5 V10.5 H5.5 Z"),
  MORE("M3.5 8 H3.6 M8 8 H8.1 M12.5 8 H12.6"),
  HELP("M5.5 6 A2.5 2.5 0 1 1 8 8.5 V10.2 M8 12 V12.8");

  private final String path;

  Icon(String path) {
    this.path = path;
  }

  /** A new node that shows the icon. */
  public Node node() {
    SVGPath shape = new SVGPath();
    shape.setContent(path);
    shape.getStyleClass().add("icon-shape");
    StackPane box = new StackPane(shape);
    box.getStyleClass().add("icon");
    box.setMouseTransparent(true);
    return box;
  }
}

package io.cellar.ui.dialog;

import io.cellar.ui.fx.Controls;
import java.util.List;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Screen;

/** Lists what mouse and keys do. JavaFX thread. */
public final class KeysDialog {
  private static final double WIDTH = 850;
  private static final double HEIGHT = 640;

  /** Title bar, buttons and margins. */
  private static final double AROUND = 170;

  private final Dialog<ButtonType> dialog;

  /**
   * One line.
   *
   * @param keys such as {@code ctrl+g}; several separated by two blanks
   * @param does what happens
   */
  public record Line(String keys, String does) {}

  /** A heading and its lines. */
  public record Group(String heading, List<Line> lines) {
    public Group {
      lines = List.copyOf(lines);
    }
  }

  /**
   * A dialog that is not shown yet; the groups are laid out in two columns, on a narrow screen in
   * one.
   */
  public KeysDialog(Dialogs dialogs, List<Group> groups) {
    VBox left = new VBox(16);
    VBox right = new VBox(16);
    int all = groups.stream().mapToInt(g -> g.lines().size() + 2).sum();
    int placed = 0;
    for (Group group : groups) {
      int size = group.lines().size() + 2;
      (placed + size / 2 < all / 2 ? left : right).getChildren().add(grid(group));
      placed += size;
    }
    HBox columns = new HBox(36, left, right);
    columns.getStyleClass().add("keys-columns");
    ScrollPane scroll = new ScrollPane(columns);
    scroll.getStyleClass().add("edge-to-edge");
    scroll.setFitToWidth(true);
    HBox.setHgrow(right, Priority.ALWAYS);
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    boolean narrow = screen.getWidth() < WIDTH + AROUND;
    if (narrow) {
      columns.getChildren().setAll(new VBox(16, left, right));
    }
    scroll.setPrefViewportHeight(Math.min(HEIGHT, screen.getHeight() - AROUND));
    scroll.setPrefViewportWidth(narrow ? WIDTH / 2 : WIDTH);
    dialog = dialogs.dialog("keys.title", scroll, Dialogs.close());
    dialog.initModality(Modality.NONE);
  }

  private static VBox grid(Group group) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("keys-grid");
    ColumnConstraints keys = new ColumnConstraints();
    keys.setMinWidth(GridPane.USE_PREF_SIZE);
    grid.getColumnConstraints().add(keys);
    for (Line line : group.lines()) {
      HBox caps = new HBox(4);
      for (String key : line.keys().split(" {2}")) {
        caps.getChildren().add(Controls.label(key, "key-cap"));
      }
      Label does = Controls.label(line.does(), "key-does");
      does.setMinWidth(GridPane.USE_PREF_SIZE);
      grid.addRow(grid.getRowCount(), caps, does);
    }
    return new VBox(6, Controls.label(group.heading(), "keys-heading"), grid);
  }

  /** Shows it; the window goes on working. */
  public void show() {
    dialog.show();
  }
}

package io.cellar.ui.dialog;

import io.cellar.ui.fx.Controls;
import io.cellar.ui.fx.ScreenRoom;
import java.util.List;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;

/** Lists what mouse and keys do. JavaFX thread. */
public final class KeysDialog {
  /** Stands between the first and the last of several keys. */
  public static final String RANGE = "…";

  /** What two columns need of the screen. */
  private static final double WIDTH = 975;

  /** Widths of the keys in a column, so that what they do begins at one line. */
  private static final double LEFT_KEYS = 172;

  private static final double RIGHT_KEYS = 92;

  private final Dialog<ButtonType> dialog;

  /**
   * One line.
   *
   * @param keys such as {@code Ctrl G}, or {@link #RANGE}
   * @param does what happens
   */
  public record Line(List<String> keys, String does) {
    public Line {
      keys = List.copyOf(keys);
    }
  }

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
    boolean narrow = ScreenRoom.width(WIDTH) < WIDTH;
    VBox left = new VBox(16);
    VBox right = new VBox(16);
    int all = groups.stream().mapToInt(g -> g.lines().size() + 2).sum();
    int placed = 0;
    for (Group group : groups) {
      int size = group.lines().size() + 2;
      boolean first = placed + size / 2 < all / 2;
      (first ? left : right)
          .getChildren()
          .add(grid(group, first || narrow ? LEFT_KEYS : RIGHT_KEYS));
      placed += size;
    }
    HBox columns = new HBox(36, left, right);
    columns.getStyleClass().add("keys-columns");
    HBox.setHgrow(right, Priority.ALWAYS);
    if (narrow) {
      columns.getChildren().setAll(new VBox(16, left, right));
    }
    dialog = dialogs.dialog("keys.title", columns, Dialogs.close());
    dialog.initModality(Modality.NONE);
  }

  private static VBox grid(Group group, double keysWidth) {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("keys-grid");
    ColumnConstraints keys = new ColumnConstraints();
    keys.setMinWidth(keysWidth);
    grid.getColumnConstraints().add(keys);
    for (Line line : group.lines()) {
      HBox caps = new HBox(4);
      for (String key : line.keys()) {
        caps.getChildren().add(Controls.label(key, key.equals(RANGE) ? "key-range" : "key-cap"));
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

package io.cellar.ui.window;

import java.util.List;
import java.util.function.Consumer;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;

/** Takes files, folders and addresses that are dropped anywhere on a node. */
final class DropTarget {
  private static final PseudoClass OVER = PseudoClass.getPseudoClass("drop");

  private DropTarget() {}

  /** Lets a node take drops; while something that fits is over it, it has the state "drop". */
  static void install(Node node, Consumer<List<String>> open) {
    node.addEventHandler(
        DragEvent.DRAG_OVER,
        e -> {
          if (fits(e.getDragboard())) {
            e.acceptTransferModes(TransferMode.COPY, TransferMode.LINK, TransferMode.MOVE);
            node.pseudoClassStateChanged(OVER, true);
            e.consume();
          }
        });
    node.addEventHandler(DragEvent.DRAG_EXITED, e -> node.pseudoClassStateChanged(OVER, false));
    node.addEventHandler(
        DragEvent.DRAG_DROPPED,
        e -> {
          List<String> locations = locations(e.getDragboard());
          node.pseudoClassStateChanged(OVER, false);
          e.setDropCompleted(!locations.isEmpty());
          e.consume();
          if (!locations.isEmpty()) {
            open.accept(locations);
          }
        });
  }

  private static boolean fits(Dragboard board) {
    return board.hasFiles() || board.hasUrl() || board.hasString();
  }

  private static List<String> locations(Dragboard board) {
    return DropText.locations(board.getFiles(), board.getUrl(), board.getString());
  }
}

package io.cellar.ui.prefetch;

import io.cellar.ui.fx.Controls;
import io.cellar.ui.words.Words;
import javafx.scene.Node;
import javafx.scene.control.Label;

/** Labels that make a column. JavaFX thread. */
final class Form {

  private Form() {}

  /** The name of a control at the left of its row. */
  static Label label(String key, Node control) {
    Label label = Controls.label(Words.of(key), "field-label");
    label.getStyleClass().add("prefetch-label");
    label.setLabelFor(control);
    return label;
  }
}

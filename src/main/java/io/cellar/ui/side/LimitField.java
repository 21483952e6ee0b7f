package io.cellar.ui.side;

import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Numbers;
import io.cellar.ui.words.Words;
import java.util.OptionalDouble;
import java.util.function.DoubleConsumer;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** A field for one number; what is no number is marked and left out. JavaFX thread. */
final class LimitField extends TextField {
  private static final javafx.css.PseudoClass WRONG =
      javafx.css.PseudoClass.getPseudoClass("wrong");

  private final DoubleConsumer target;
  private double shown;

  LimitField(String key, DoubleConsumer target) {
    this.target = target;
    setAccessibleText(Words.of(key));
    setPrefColumnCount(5);
    setOnAction(e -> take());
    focusedProperty().addListener((o, was, is) -> leave(is));
    textProperty().addListener(o -> pseudoClassStateChanged(WRONG, parsed().isEmpty()));
    addEventFilter(KeyEvent.KEY_PRESSED, this::escape);
  }

  /** Shows a value, unless something is being typed. */
  void show(double value) {
    shown = value;
    if (!isFocused()) {
      setText(Figures.limit(value));
    }
  }

  private OptionalDouble parsed() {
    return Numbers.parse(getText());
  }

  private void take() {
    OptionalDouble value = parsed();
    if (value.isPresent()) {
      target.accept(value.getAsDouble());
      setText(Figures.limit(shown));
      selectAll();
    }
  }

  private void leave(boolean focused) {
    if (focused) {
      return;
    }
    OptionalDouble value = parsed();
    if (value.isPresent() && !getText().equals(Figures.limit(shown))) {
      target.accept(value.getAsDouble());
    }
    setText(Figures.limit(shown));
  }

  private void escape(KeyEvent e) {
    if (e.getCode() == KeyCode.ESCAPE) {
      setText(Figures.limit(shown));
      selectAll();
      e.consume();
    }
  }
}

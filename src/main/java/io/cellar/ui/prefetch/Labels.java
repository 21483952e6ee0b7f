package io.cellar.ui.prefetch;

import java.util.function.Function;
import javafx.util.StringConverter;

/** Texts for the choices of a combo box that cannot be typed into. */
final class Labels<T> extends StringConverter<T> {
  private final Function<T, String> text;

  Labels(Function<T, String> text) {
    this.text = text;
  }

  @Override
  public String toString(T choice) {
    return choice == null ? "" : text.apply(choice);
  }

  @Override
  public T fromString(String typed) {
    throw new UnsupportedOperationException("choices are not typed");
  }
}

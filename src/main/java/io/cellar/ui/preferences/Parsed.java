package io.cellar.ui.preferences;

import java.util.function.Function;

/** What came of reading a field. */
sealed interface Parsed<T> {

  /** It can be used. */
  record Value<T>(T value) implements Parsed<T> {}

  /**
   * It cannot.
   *
   * @param problem a sentence for the user
   */
  record Problem<T>(String problem) implements Parsed<T> {}

  /** The same problem, or another value. */
  default <R> Parsed<R> map(Function<T, R> change) {
    return switch (this) {
      case Value<T>(T value) -> new Value<>(change.apply(value));
      case Problem<T>(String problem) -> new Problem<>(problem);
    };
  }
}

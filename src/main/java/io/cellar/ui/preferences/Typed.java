package io.cellar.ui.preferences;

import java.util.function.Function;

/** What came of reading a field. */
sealed interface Typed<T> {

  /** It can be used. */
  record Given<T>(T value) implements Typed<T> {}

  /**
   * It cannot.
   *
   * @param problem a sentence for the user
   */
  record Wrong<T>(String problem) implements Typed<T> {}

  /** The same problem, or another value. */
  default <R> Typed<R> map(Function<T, R> change) {
    return switch (this) {
      case Given<T>(T value) -> new Given<>(change.apply(value));
      case Wrong<T>(String problem) -> new Wrong<>(problem);
    };
  }
}

package io.cellar.volume;

import java.util.Locale;
import java.util.Optional;

/** One axis of a volume: time, the three of space, channel. */
public enum Axis {
  T('t'),
  X('x'),
  Y('y'),
  Z('z'),
  C('c');

  private final char letter;

  Axis(char letter) {
    this.letter = letter;
  }

  /** The lower-case letter that description files use. */
  public char letter() {
    return letter;
  }

  /** True for x, y and z. */
  public boolean isSpace() {
    return this == X || this == Y || this == Z;
  }

  /**
   * The axis of a letter.
   *
   * @throws IllegalArgumentException if the letter is none of {@code txyzc}
   */
  public static Axis of(char letter) {
    for (Axis axis : values()) {
      if (axis.letter == letter) {
        return axis;
      }
    }
    throw new IllegalArgumentException(
        "'" + letter + "' is not an axis: expected one of t, x, y, z, c");
  }

  /** The axis that files give a name, in upper or lower case; empty if it is none of these. */
  public static Optional<Axis> named(String name) {
    return switch (name.strip().toLowerCase(Locale.ROOT)) {
      case "t", "time" -> Optional.of(T);
      case "c", "ch", "channel" -> Optional.of(C);
      case "z" -> Optional.of(Z);
      case "y" -> Optional.of(Y);
      case "x" -> Optional.of(X);
      default -> Optional.empty();
    };
  }
}

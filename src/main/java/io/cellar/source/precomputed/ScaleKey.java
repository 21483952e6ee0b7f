package io.cellar.source.precomputed;

import io.cellar.source.chunked.FormatException;
import java.util.ArrayDeque;
import java.util.Deque;

/** The path of a scale's chunks: relative to {@code info}, and it may lead upward. */
final class ScaleKey {
  private ScaleKey() {}

  /**
   * The path without needless parts.
   *
   * @param mayLeave whether it may lead out of the folder of {@code info}
   */
  static String of(InfoValue value, boolean mayLeave) throws FormatException {
    String text = value.text();
    if (text.startsWith("/") || text.contains("://") || text.indexOf('\\') >= 0) {
      throw value.problem("the key " + value.quoted() + " is no relative path");
    }
    if (text.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
      throw value.problem("the key " + value.quoted() + " has control characters");
    }
    String path = normalized(text);
    if (!mayLeave && (path.equals("..") || path.startsWith("../"))) {
      throw value.problem("the key " + value.quoted() + " leads out of the folder");
    }
    return path;
  }

  /** Without empty parts and {@code .}, and with {@code ..} at its beginning only. */
  static String normalized(String path) {
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/")) {
      if (part.equals("..") && !parts.isEmpty() && !parts.getLast().equals("..")) {
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }
}

package io.cellar.description;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The text of one description, and the problems found in it so far. Places are offsets into the
 * text, -1 for none. For one thread.
 */
final class Source {
  private record Found(int offset, Problem problem) {}

  private final String file;
  private final String text;
  private final List<Found> found = new ArrayList<>();

  Source(String file, String text) {
    this.file = file;
    this.text = text;
  }

  String text() {
    return text;
  }

  /** Notes a problem. */
  void problem(String pointer, int offset, String message) {
    int at = Math.min(offset, text.length());
    int line = 0;
    int column = 0;
    if (at >= 0) {
      String before = text.substring(0, at);
      line = 1 + (int) before.chars().filter(c -> c == '\n').count();
      column = at - before.lastIndexOf('\n');
    }
    found.add(new Found(at, new Problem(file, pointer, line, column, message)));
  }

  /** All problems in the order of the text, each once. */
  List<Problem> problems() {
    return found.stream()
        .sorted(Comparator.comparingInt(Found::offset))
        .map(Found::problem)
        .distinct()
        .toList();
  }

  /** What to throw when there are problems. */
  DescriptionException failure() {
    return new DescriptionException(problems());
  }
}

package io.cellar.description;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The text of one description, and the problems found in it so far. Places are offsets into the
 * text, -1 for none. For one thread.
 */
final class SourceText {
  /** More are only counted: a description can be wrong in every character. */
  private static final int MOST = 1000;

  private record Found(int offset, Problem problem) {}

  private final String file;
  private final String text;
  private final int[] lineEnds;
  private final List<Found> found = new ArrayList<>();
  private int more;

  SourceText(String file, String text) {
    this.file = file;
    this.text = text;
    this.lineEnds = IntStream.range(0, text.length()).filter(i -> text.charAt(i) == '\n').toArray();
  }

  String text() {
    return text;
  }

  /** Notes a problem. */
  void problem(String pointer, int offset, String message) {
    if (found.size() == MOST) {
      more++;
      return;
    }
    int at = Math.min(offset, text.length());
    int line = 0;
    int column = 0;
    if (at >= 0) {
      int place = Arrays.binarySearch(lineEnds, at);
      int ends = place < 0 ? -1 - place : place; // how many lines end before the place
      line = 1 + ends;
      column = at - (ends == 0 ? -1 : lineEnds[ends - 1]);
    }
    found.add(new Found(at, new Problem(file, pointer, line, column, message)));
  }

  /** The problems found first, in the order of the text, each once. */
  List<Problem> problems() {
    return found.stream()
        .sorted((a, b) -> Integer.compare(a.offset(), b.offset()))
        .map(Found::problem)
        .distinct()
        .toList();
  }

  /** How many problems there are besides {@link #problems}. */
  int more() {
    return more;
  }

  /** What to throw when there are problems. */
  DescriptionException failure() {
    return new DescriptionException(problems(), more);
  }
}

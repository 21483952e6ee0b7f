package io.cellar.source.local;

import io.cellar.source.chunked.FormatException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The time points of BigDataViewer's XML: a range, a list, or a pattern such as {@code 0-9:3, 20}.
 */
final class SpimDataTimes {
  private static final int MOST = 1_000_000;

  private final Path file;
  private final Set<Integer> ids = new LinkedHashSet<>();
  private String type = "";
  private int first;
  private int last;

  /**
   * @param file for messages
   */
  SpimDataTimes(Path file) {
    this.file = file;
  }

  void type(String name) {
    type = name;
  }

  void first(int id) {
    first = id;
  }

  void last(int id) {
    last = id;
  }

  void add(int id) throws FormatException {
    range(id, id, 1);
  }

  /** Ids and ranges with an optional step, between commas. */
  void pattern(String text) throws FormatException {
    for (String part : text.split(",")) {
      String range = part.strip();
      if (range.isEmpty()) {
        continue;
      }
      int colon = range.indexOf(':');
      int step = colon < 0 ? 1 : Integer.parseInt(range.substring(colon + 1).strip());
      String span = colon < 0 ? range : range.substring(0, colon);
      int dash = span.indexOf('-', 1);
      int from = Integer.parseInt((dash < 0 ? span : span.substring(0, dash)).strip());
      int to = dash < 0 ? from : Integer.parseInt(span.substring(dash + 1).strip());
      range(from, to, step);
    }
  }

  private void range(int from, int to, int step) throws FormatException {
    if (step < 1 || from < 0 || to < from) {
      throw new NumberFormatException("time points from " + from + " to " + to + ":" + step);
    }
    for (long id = from; id <= to; id += step) {
      if (ids.size() >= MOST) {
        throw new FormatException(
            "BigDataViewer's XML cannot be read: it has more than %d time points (%s)"
                .formatted(MOST, file));
      }
      ids.add((int) id);
    }
  }

  /** All of them; the one of number 0 when none are told. */
  List<Integer> ids() throws FormatException {
    if (type.equals("range")) {
      range(first, last, 1);
    }
    return ids.isEmpty() ? List.of(0) : List.copyOf(ids);
  }
}

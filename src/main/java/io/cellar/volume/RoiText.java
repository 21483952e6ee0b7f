package io.cellar.volume;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rois as people type them: on the command line, in dialogs and in job tables. View coordinates,
 * start inclusive, stop exclusive.
 *
 * <ul>
 *   <li>by position, in the order of the axes: {@code 0:32,100:200,0:512}; blanks do not matter;
 *       {@code a:}, {@code :b} and {@code :} reach to the edge; {@code n} alone is {@code n:n+1}
 *   <li>by name, the axes not named are whole: {@code z=0:32,t=1}
 *   <li>as start and stop, each a list with or without brackets: {@code [0, 100, 0]} and {@code 32,
 *       200, 512}
 * </ul>
 *
 * Whatever a text makes is not empty and lies inside the view. All problems are {@link
 * IllegalArgumentException}s that quote the text and tell the view's shape.
 */
public final class RoiText {
  private static final Pattern RANGE =
      Pattern.compile("\\s*([0-9+-]*)\\s*(?:(:)\\s*([0-9+-]*)\\s*)?");
  private static final Pattern NAMED = Pattern.compile("\\s*(\\w+)\\s*=(.*)", Pattern.DOTALL);
  private static final int MOST_DIGITS = 18;

  private final String text;
  private final Axes axes;
  private final long[] shape;
  private final long[] start;
  private final long[] stop;

  private RoiText(String text, Axes axes, long[] viewShape) {
    if (axes.rank() != viewShape.length) {
      throw new IllegalArgumentException(
          "axes \"" + axes + "\" do not fit the shape " + Arrays.toString(viewShape));
    }
    this.text = text;
    this.axes = axes;
    this.shape = viewShape.clone();
    this.start = new long[shape.length];
    this.stop = viewShape.clone();
  }

  /**
   * Parses a roi by position or by name.
   *
   * @param viewShape size of the view, in axes order
   * @throws IllegalArgumentException saying what is wrong, with the view's shape
   */
  public static Roi parse(String text, Axes axes, long[] viewShape) {
    RoiText roi = new RoiText("roi \"" + shortened(text) + "\"", axes, viewShape);
    String[] parts = text.split(",", -1);
    return text.indexOf('=') >= 0 ? roi.named(parts) : roi.positional(parts);
  }

  /**
   * Parses a roi given as two corners, the columns {@code start} and {@code stop} of a job table.
   *
   * @throws IllegalArgumentException saying what is wrong, with the view's shape
   */
  public static Roi parseCorners(String start, String stop, Axes axes, long[] viewShape) {
    String both = "start \"" + shortened(start) + "\", stop \"" + shortened(stop) + "\"";
    RoiText roi = new RoiText(both, axes, viewShape);
    roi.corner(start, roi.start);
    roi.corner(stop, roi.stop);
    return roi.checked();
  }

  private void corner(String list, long[] into) {
    String inside = list.strip();
    if (inside.startsWith("[") && inside.endsWith("]") && inside.length() > 1) {
      inside = inside.substring(1, inside.length() - 1);
    }
    String[] numbers = inside.split(",", -1);
    requireRank(numbers.length);
    for (int d = 0; d < numbers.length; d++) {
      into[d] = number(numbers[d].strip());
    }
  }

  private Roi positional(String[] parts) {
    requireRank(parts.length);
    for (int d = 0; d < parts.length; d++) {
      range(d, parts[d]);
    }
    return checked();
  }

  private void requireRank(int given) {
    if (given != axes.rank()) {
      throw wrong(
          given + (given == 1 ? " axis" : " axes") + " given, " + axes.rank() + " expected");
    }
  }

  private Roi named(String[] parts) {
    boolean[] seen = new boolean[axes.rank()];
    for (String part : parts) {
      Matcher m = NAMED.matcher(part);
      if (!m.matches()) {
        throw wrong(
            "\"" + part.strip() + "\" has no axis name, but others have: name all or none of them");
      }
      int d = axes.toString().indexOf(m.group(1));
      if (m.group(1).length() != 1 || d < 0) {
        throw wrong("there is no axis \"" + m.group(1) + "\"");
      }
      if (seen[d]) {
        throw wrong("axis " + m.group(1) + " is given twice");
      }
      seen[d] = true;
      range(d, m.group(2));
    }
    return checked();
  }

  private void range(int d, String part) {
    Matcher m = RANGE.matcher(part);
    if (!m.matches() || part.isBlank()) {
      throw wrong("\"" + part.strip() + "\" is not a range such as 0:32, 5:, :9, : or 7");
    }
    if (m.group(2) == null) {
      start[d] = number(m.group(1));
      stop[d] = start[d] + 1;
      return;
    }
    start[d] = m.group(1).isEmpty() ? 0 : number(m.group(1));
    stop[d] = m.group(3).isEmpty() ? shape[d] : number(m.group(3));
  }

  private long number(String digits) {
    if (!digits.matches("[+-]?[0-9]{1," + MOST_DIGITS + "}")) {
      throw wrong("\"" + shortened(digits) + "\" is not a whole number");
    }
    return Long.parseLong(digits);
  }

  private Roi checked() {
    for (int d = 0; d < shape.length; d++) {
      String range = axes.get(d).letter() + "=" + start[d] + ":" + stop[d];
      if (start[d] < 0 || stop[d] < 0) {
        throw wrong(range + " is negative");
      }
      if (start[d] >= shape[d] || stop[d] > shape[d]) {
        throw wrong(range + " reaches beyond the view");
      }
      if (start[d] >= stop[d]) {
        throw wrong(range + " is empty: the stop must be above the start");
      }
    }
    return new Roi(start, stop);
  }

  private static String shortened(String text) {
    return text.length() > 80 ? text.substring(0, 79) + "…" : text;
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException(
        text
            + ": "
            + what
            + " (the view has axes "
            + axes
            + " and shape "
            + Arrays.toString(shape)
            + ")");
  }
}

package io.cellar.volume;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What follows the colon in a {@link PythonFormat} field. */
record PythonFormatSpec(
    char fill,
    char align,
    char sign,
    boolean alternate,
    boolean zero,
    int width,
    String grouping,
    int precision,
    char type) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?:([^\\x{10000}-\\x{10FFFF}])?([<>=^]))?([-+"
              + " ])?(#)?(0)?(\\d{1,4})?([,_])?(?:\\.(\\d{1,4}))?([dboxXs])?",
          Pattern.DOTALL);

  /** Without a word, as nearly all fields are. */
  private static final PythonFormatSpec PLAIN =
      new PythonFormatSpec(' ', (char) 0, (char) 0, false, false, 0, "", -1, (char) 0);

  static PythonFormatSpec parse(String spec) {
    if (spec.isEmpty()) {
      return PLAIN;
    }
    Matcher m = FORM.matcher(spec);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "format \"" + spec + "\" is not understood (05d, >8, x are examples)");
    }
    boolean zero = m.group(5) != null;
    char align = m.group(2) != null ? m.group(2).charAt(0) : 0;
    char fill = m.group(1) != null ? m.group(1).charAt(0) : zero ? '0' : ' ';
    return new PythonFormatSpec(
        fill,
        align,
        m.group(3) == null ? 0 : m.group(3).charAt(0),
        m.group(4) != null,
        zero,
        m.group(6) == null ? 0 : Integer.parseInt(m.group(6)),
        m.group(7) == null ? "" : m.group(7),
        m.group(8) == null ? -1 : Integer.parseInt(m.group(8)),
        m.group(9) == null ? 0 : m.group(9).charAt(0));
  }

  String format(long value) {
    if (this == PLAIN) {
      return Long.toString(value);
    }
    if (type == 's' || precision >= 0) {
      throw new IllegalArgumentException("a text format does not fit the number " + value);
    }
    String digits =
        switch (type) {
          case 'b' -> Long.toString(Math.absExact(value), 2);
          case 'o' -> Long.toString(Math.absExact(value), 8);
          case 'x' -> Long.toString(Math.absExact(value), 16);
          case 'X' -> Long.toString(Math.absExact(value), 16).toUpperCase(java.util.Locale.ROOT);
          default -> Long.toString(Math.absExact(value));
        };
    boolean decimal = type == 0 || type == 'd';
    if (grouping.equals(",") && !decimal) {
      throw new IllegalArgumentException("',' groups decimal digits only, '_' the others");
    }
    String prefix = value < 0 ? "-" : sign == 0 || sign == '-' ? "" : String.valueOf(sign);
    prefix += alternate && !decimal ? "0" + type : "";
    char how = align != 0 ? align : zero ? '=' : '>';
    if (!grouping.isEmpty()) {
      boolean zeros = fill == '0' && how == '=';
      digits = group(digits, decimal ? 3 : 4, zeros ? width - prefix.length() : 0);
    }
    return pad(prefix, digits, how);
  }

  String format(String value) {
    if (type != 's' && type != 0 || sign != 0 || align == '=' || alternate || !grouping.isEmpty()) {
      throw new IllegalArgumentException(
          "a number's format does not fit the text \"" + value + "\"");
    }
    String text =
        precision >= 0 && precision < value.length() ? value.substring(0, precision) : value;
    return pad("", text, align == 0 ? '<' : align);
  }

  /** Groups digits from the right; as in Python, zeros that fill the width are grouped too. */
  private String group(String digits, int size, int least) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < digits.length() || out.length() < least; i++) {
      if (i > 0 && i % size == 0) {
        out.append(grouping);
      }
      out.append(i < digits.length() ? digits.charAt(digits.length() - 1 - i) : '0');
    }
    return out.reverse().toString();
  }

  private String pad(String prefix, String body, char how) {
    int missing = Math.max(0, width - prefix.length() - body.length());
    String fillText = String.valueOf(fill);
    return switch (how) {
      case '<' -> prefix + body + fillText.repeat(missing);
      case '^' ->
          fillText.repeat(missing / 2) + prefix + body + fillText.repeat(missing - missing / 2);
      case '=' -> prefix + fillText.repeat(missing) + body;
      default -> fillText.repeat(missing) + prefix + body;
    };
  }
}

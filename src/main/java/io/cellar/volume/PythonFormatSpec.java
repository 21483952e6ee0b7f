package io.cellar.volume;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What follows the colon in a {@link PythonFormat} field. */
record PythonFormatSpec(
    char fill,
    char align,
    char sign,
    boolean alternate,
    int width,
    String grouping,
    int precision,
    char type) {

  private static final Pattern FORM =
      Pattern.compile(
          "(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\\d{1,4})?([,_])?(?:\\.(\\d{1,4}))?([dboxXs])?",
          Pattern.DOTALL);

  static PythonFormatSpec parse(String spec) {
    Matcher m = FORM.matcher(spec);
    if (!m.matches()) {
      throw new IllegalArgumentException(
          "format \"" + spec + "\" is not understood (05d, >8, x are examples)");
    }
    boolean zero = m.group(5) != null;
    char align = m.group(2) != null ? m.group(2).charAt(0) : zero ? '=' : 0;
    char fill = m.group(1) != null ? m.group(1).charAt(0) : zero ? '0' : ' ';
    return new PythonFormatSpec(
        fill,
        align,
        m.group(3) == null ? '-' : m.group(3).charAt(0),
        m.group(4) != null,
        m.group(6) == null ? 0 : Integer.parseInt(m.group(6)),
        m.group(7) == null ? "" : m.group(7),
        m.group(8) == null ? -1 : Integer.parseInt(m.group(8)),
        m.group(9) == null ? 0 : m.group(9).charAt(0));
  }

  String format(long value) {
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
    if (!grouping.isEmpty()) {
      digits = group(digits, decimal ? 3 : 4);
    }
    String prefix = value < 0 ? "-" : sign == '-' ? "" : String.valueOf(sign);
    prefix += alternate && !decimal ? "0" + type : "";
    return pad(prefix, digits, align == 0 ? '>' : align);
  }

  String format(String value) {
    if (type != 's' && type != 0
        || sign != '-'
        || align == '='
        || alternate
        || !grouping.isEmpty()) {
      throw new IllegalArgumentException(
          "a number's format does not fit the text \"" + value + "\"");
    }
    String text =
        precision >= 0 && precision < value.length() ? value.substring(0, precision) : value;
    return pad("", text, align == 0 ? '<' : align);
  }

  private String group(String digits, int size) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < digits.length(); i++) {
      if (i > 0 && (digits.length() - i) % size == 0) {
        out.append(grouping);
      }
      out.append(digits.charAt(i));
    }
    return out.toString();
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

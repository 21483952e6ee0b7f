package io.cellar.description;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Writes what Python's {@code json.dump(value, file, indent=4)} writes: four blanks a level, one
 * list element a line, everything outside ASCII escaped, no newline at the end.
 *
 * <p>Values are null, Boolean, String, Double, any other Number, List, and Map in its order.
 */
final class PythonText {
  private static final String INDENT = "    ";

  private PythonText() {}

  static String json(Object value) {
    StringBuilder out = new StringBuilder();
    write(value, "\n", out);
    return out.toString();
  }

  private static void write(Object value, String newline, StringBuilder out) {
    if (value instanceof String text) {
      quote(text, out);
    } else if (value instanceof Double real) {
      out.append(real(real));
    } else if (value instanceof List<?> list) {
      list(list, newline, out);
    } else if (value instanceof Map<?, ?> map) {
      map(map, newline, out);
    } else {
      out.append(value); // null as well
    }
  }

  private static void list(List<?> list, String newline, StringBuilder out) {
    String inner = newline + INDENT;
    out.append('[');
    for (Iterator<?> i = list.iterator(); i.hasNext(); ) {
      out.append(inner);
      write(i.next(), inner, out);
      out.append(i.hasNext() ? "," : newline);
    }
    out.append(']');
  }

  private static void map(Map<?, ?> map, String newline, StringBuilder out) {
    String inner = newline + INDENT;
    out.append('{');
    for (Iterator<? extends Map.Entry<?, ?>> i = map.entrySet().iterator(); i.hasNext(); ) {
      Map.Entry<?, ?> entry = i.next();
      out.append(inner);
      quote((String) entry.getKey(), out);
      out.append(": ");
      write(entry.getValue(), inner, out);
      out.append(i.hasNext() ? "," : newline);
    }
    out.append('}');
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> out.append(c >= ' ' && c <= '~' ? String.valueOf(c) : escape(c));
      }
    }
    out.append('"');
  }

  private static String escape(char c) {
    return String.format("\\u%04x", (int) c);
  }

  /** A float as Python's {@code repr} gives it, in JSON's spelling: 1.0, 1e+16, 1e-05, NaN. */
  static String real(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return String.valueOf(value);
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal shortest = shortest(value);
    int exponent = shortest.precision() - shortest.scale() - 1;
    if (exponent >= -4 && exponent < 16) {
      String plain = shortest.toPlainString();
      return plain.contains(".") ? plain : plain + ".0";
    }
    String digits = shortest.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    return (value < 0 ? "-" : "")
        + mantissa
        + String.format("e%s%02d", exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  /** The shortest decimal that reads as the value; Java's own always has two digits. */
  private static BigDecimal shortest(double value) {
    BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    BigDecimal oneDigit = decimal.round(new MathContext(1));
    return oneDigit.doubleValue() == value ? oneDigit : decimal;
  }
}

package io.cellar.description;

import io.cellar.input.PrintableText;
import io.cellar.input.Redaction;

/**
 * One thing that is wrong with a description.
 *
 * @param file the description, as it was named
 * @param pointer where in the JSON (RFC 6901), such as {@code /local_description/shape}; empty for
 *     the whole file
 * @param line line of the place, from 1; 0 when there is no place, as for a file that does not
 *     exist
 * @param column column of the place in characters, from 1; 0 when there is no place
 * @param message what is wrong, what was expected; what to do, after a semicolon
 */
public record Problem(String file, String pointer, int line, int column, String message) {

  /** The message without what may be secret in addresses in it. */
  public Problem {
    message = Redaction.message(message);
  }

  /**
   * {@code message: /pointer in file:line:column; what to do}: the reason first, then the place
   * once, in the form that editors understand. One line, printable.
   */
  @Override
  public String toString() {
    String place = Redaction.address(file) + (line > 0 ? ":" + line + ":" + column : "");
    return at(
        message, pointer.isEmpty() || place.isEmpty() ? pointer + place : pointer + " in " + place);
  }

  /** The same without the file, for where it is named already. */
  public String withoutFile() {
    String place = line > 0 ? "line " + line + ", column " + column : "";
    return at(
        message, pointer.isEmpty() || place.isEmpty() ? pointer + place : pointer + ", " + place);
  }

  /**
   * A message with the place that it is about between the reason and what to do; the place is left
   * out where the message names it already.
   */
  public static String at(String message, String place) {
    int advice = message.lastIndexOf("; ");
    String reason = advice < 0 ? message : message.substring(0, advice);
    String text =
        reason
            + (place.isEmpty() || message.contains(place) ? "" : ": " + place)
            + (advice < 0 ? "" : message.substring(advice));
    return PrintableText.of(text);
  }
}

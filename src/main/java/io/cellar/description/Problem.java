package io.cellar.description;

/**
 * One thing that is wrong with a description.
 *
 * @param file the description, as it was named
 * @param pointer where in the JSON (RFC 6901), such as {@code /local_description/shape}; empty for
 *     the whole file
 * @param line line of the place, from 1; 0 when there is no place, as for a file that does not
 *     exist
 * @param column column of the place in characters, from 1; 0 when there is no place
 * @param message what is wrong, what was expected, what to do
 */
public record Problem(String file, String pointer, int line, int column, String message) {

  /** {@code file:line:column: /pointer: message}, the form that editors understand. */
  @Override
  public String toString() {
    return file
        + (line > 0 ? ":" + line + ":" + column : "")
        + ": "
        + (pointer.isEmpty() ? "" : pointer + ": ")
        + message;
  }
}

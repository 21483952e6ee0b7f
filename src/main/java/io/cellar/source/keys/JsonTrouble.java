package io.cellar.source.keys;

import io.cellar.input.PrintableText;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;

/** Says what is wrong with a file of JSON, without words of the parser's own. */
public final class JsonTrouble {
  private static final int LONGEST = 160;

  private JsonTrouble() {}

  /**
   * One line.
   *
   * @param file its address
   */
  public static String words(String file, JacksonException e) {
    String what = e instanceof StreamConstraintsException ? "more than is read" : "not JSON";
    return what + ": " + PrintableText.of(file) + ": " + reason(e);
  }

  private static String reason(JacksonException e) {
    String message = e.getOriginalMessage() == null ? "damaged" : e.getOriginalMessage();
    String first = message.lines().findFirst().orElse("damaged");
    String plain =
        first
            .replaceAll("(?i) \\((?:start marker|for \\w+ starting) at .*", "")
            .replaceAll(", from `[^`]*`", "")
            .replaceAll(" \\(from `[^`]*`\\)", "");
    int line = e.getLocation() == null ? -1 : e.getLocation().getLineNr();
    return PrintableText.of(plain, LONGEST) + (line > 0 ? " (line " + line + ")" : "");
  }
}

package io.cellar.input;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses without what may be secret in them: user name, password, query part, fragment. The one
 * place that decides how an address is shown, logged or kept in a message.
 */
public final class Redaction {
  private static final int LONGEST = 300;
  private static final Pattern ADDRESS =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://[^\\s\"'<>]*", Pattern.UNICODE_CHARACTER_CLASS);

  private Redaction() {}

  /**
   * An address for messages and logs: no user name, no query part, no fragment, at most {@value
   * #LONGEST} characters, printable. The text need not be a valid address; one without a scheme,
   * such as a file's name, keeps its {@code ?} and {@code #}.
   */
  public static String address(String address) {
    int scheme = address.indexOf("://");
    return PrintableText.of(scheme < 0 ? address : bare(address, scheme + 3), LONGEST);
  }

  /** A message in which addresses may stand, each of them redacted; printable. */
  public static String message(String text) {
    if (text.contains("://")) {
      text =
          ADDRESS
              .matcher(text)
              .replaceAll(
                  m -> Matcher.quoteReplacement(bare(m.group(), m.group().indexOf("://") + 3)))
              .replaceAll("\\?[^\\s\"')]+", "?\u2026"); // of an address with blanks in it
    }
    return PrintableText.lines(text);
  }

  private static String bare(String address, int authority) {
    int end = address.length();
    for (char stop : new char[] {'?', '#'}) {
      int at = address.indexOf(stop, authority);
      end = at < 0 ? end : Math.min(end, at);
    }
    // Whatever stands before the last @ of the authority is the user's, a slash in it or not.
    int slash = address.indexOf('/', authority);
    int user = address.lastIndexOf('@', slash < 0 ? end : Math.min(slash, end));
    String start = address.substring(0, authority);
    return start + address.substring(user < authority ? authority : user + 1, end);
  }
}

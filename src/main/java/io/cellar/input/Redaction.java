package io.cellar.input;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses without what may be secret in them: user name, password, query part, fragment. The one
 * place that decides how an address is shown, logged or kept in a message.
 */
public final class Redaction {
  private static final int LONGEST = 300;

  /** What an address is said to be, and how it is fetched. */
  private static final String KNOWN =
      "(?i:https?|s3|gs|ftp|zarr[23]?|n5|(?:neuroglancer-)?precomputed)";

  /**
   * What begins an address, of which a path's name may have dropped a slash; a password has
   * whatever it likes in it up to the sign behind it.
   */
  private static final String BEGIN =
      "(?:[A-Za-z][A-Za-z0-9+.-]*:/|(?<![A-Za-z0-9+.-])"
          + KNOWN
          + ":)/+(?:[^\\s\"'<>/?#@:\\[]*:(?!\\d*(?:[/?#\\s\"'<>,;.:)\u2026]|$))"
          + "[^@\\r\\n]{1,200}@)?";

  /** An address in a message; a quotation mark with more of a word behind it ends none. */
  private static final Pattern ADDRESS =
      Pattern.compile(
          BEGIN + "[^\\s\"'<>]*+(?:[\"'<>](?=[\\w%=&@-])[^\\s\"'<>]*+){0,50}",
          Pattern.UNICODE_CHARACTER_CLASS);

  /** How an address begins, slashes forgotten or not; two letters at least: one is a drive. */
  private static final Pattern SCHEME =
      Pattern.compile("(?:[A-Za-z][A-Za-z0-9+.-]+:)+(?:(?<=file:)/{0,2}|/*)");

  /** A link to an address, in which it is plain where the host begins and ends. */
  private static final Pattern LINK =
      Pattern.compile(
          "(?i)(cellar:)((?:(?:zarr[23]?|n5|precomputed)://)?(?:https?|s3|gs)://"
              + "(?:[^/?#@:%\\\\\\s]+|\\[[0-9A-Fa-f:.]+])(?::\\d+)?(?:[/?#|].*)?)",
          Pattern.DOTALL);

  /** An address may begin anew inside another: behind what it is said to be, or behind a server. */
  private static final Pattern INNER = Pattern.compile("(?<![A-Za-z0-9+.-])" + KNOWN + ":/+");

  /** A query part where no scheme tells that the text is an address. */
  private static final Pattern QUERY = Pattern.compile("\\?[^\\s/?=\"')]+=[^\\s\"')]*");

  private static final Pattern LAST_QUERY = Pattern.compile("\\?[^\\s/?=]+=.*", Pattern.DOTALL);
  private static final Pattern LOGIN = Pattern.compile("^[^/@]*:[^/]*@");
  private static final Pattern NO_PORT = Pattern.compile("[^\\[:]*:(?!\\d+$).*", Pattern.DOTALL);

  private Redaction() {}

  /**
   * An address for messages and logs: no user name, no query part, no fragment, at most {@value
   * #LONGEST} characters, printable. The text need not be a valid address; one without a scheme,
   * such as a file's name, keeps its {@code ?} and {@code #}, unless it looks like an address whose
   * scheme was forgotten.
   */
  public static String address(String address) {
    int end = plain(address);
    if (end >= 0 && end <= LONGEST) {
      return end == address.length() ? address : address.substring(0, end);
    }
    String text = address.strip();
    if (text.regionMatches(true, 0, "cellar:", 0, "cellar:".length())) {
      return link(text);
    }
    Matcher scheme = SCHEME.matcher(text);
    return PrintableText.of(
        scheme.lookingAt() ? bare(text, scheme.end()) : unschemed(text), LONGEST);
  }

  /** Of a link that hides where its host is, such as an encoded one, nothing is shown. */
  private static String link(String text) {
    Matcher link = LINK.matcher(text);
    return link.matches() ? "cellar:" + address(link.group(2)) : "cellar:\u2026";
  }

  /** Without a scheme at its beginning; one may come later, behind characters that nobody sees. */
  private static String unschemed(String text) {
    Matcher later = INNER.matcher(text);
    if (later.find()) {
      return unschemed(text.substring(0, later.start()))
          + bare(text.substring(later.start()), later.end() - later.start());
    }
    return LAST_QUERY.matcher(LOGIN.matcher(text).replaceFirst("")).replaceFirst("?\u2026");
  }

  /**
   * Where an http or https address of printable ASCII that surely names no user ends before its
   * query part or fragment; -1 for any other text. Most are such, and addresses are shown often.
   */
  private static int plain(String address) {
    int end = address.length();
    for (int i = 0; i < address.length(); i++) {
      char c = address.charAt(i);
      if (c < ' ' || c > '~' || c == '@') {
        return -1;
      }
      if ((c == '?' || c == '#') && i < end) {
        end = i;
      }
    }
    return address.startsWith("http://") || address.startsWith("https://") ? end : -1;
  }

  /** A message in which addresses may stand, each of them redacted; printable. */
  public static String message(String text) {
    if (text.contains(":/")) {
      text =
          ADDRESS
              .matcher(text)
              .replaceAll(m -> Matcher.quoteReplacement(bare(m.group(), begin(m.group()))))
              .replaceAll("\\?[^\\s\"')]+", "?\u2026"); // of an address with blanks in it
    }
    return PrintableText.lines(QUERY.matcher(text).replaceAll("?\u2026"));
  }

  /**
   * A stream of UTF-8 text whose lines are redacted as messages are: the last line of defence of
   * logs and standard error. A line is passed on as a whole, when it ends or on {@code flush}.
   *
   * @param sink is given one line, with its end, at a time
   */
  public static OutputStream lines(Consumer<String> sink) {
    return new Lines(sink);
  }

  private static final class Lines extends OutputStream {
    private static final int LONGEST_LINE = 1 << 16;

    private final Consumer<String> sink;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    Lines(Consumer<String> sink) {
      this.sink = sink;
    }

    @Override
    public synchronized void write(int b) {
      if (b == '\n' || b == '\r' || line.size() == LONGEST_LINE) {
        pass(b == '\n' || b == '\r' ? String.valueOf((char) b) : "");
      }
      if (b != '\n' && b != '\r') {
        line.write(b);
      }
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
      for (int i = from; i < from + length; i++) {
        write(bytes[i]);
      }
    }

    private void pass(String end) {
      String text = line.toString(StandardCharsets.UTF_8).replace("\t", "    ");
      line.reset();
      sink.accept(message(text) + end);
    }

    @Override
    public synchronized void flush() {
      if (line.size() > 0) {
        pass("");
      }
    }

    @Override
    public void close() {
      flush();
    }
  }

  /** Where the host of an address begins: behind its slashes. */
  private static int begin(String address) {
    Matcher scheme = SCHEME.matcher(address);
    return scheme.lookingAt() ? scheme.end() : address.indexOf(":/") + 1;
  }

  /**
   * Without secrets, and without those of an address that stands in it.
   *
   * @param begin where its host begins
   */
  private static String bare(String address, int begin) {
    String start = address.substring(0, begin);
    String rest = address.substring(begin);
    Matcher inner = INNER.matcher(rest);
    String before = inner.find() ? rest.substring(0, inner.start()) : rest;
    if (before.length() == rest.length() || isPassword(before)) {
      return start + head(rest.substring(login(rest)), "?#");
    }
    String host = before.substring(login(before));
    String shown = head(host, "?#");
    return shown.length() < host.length()
        ? start + shown
        : start + shown + bare(rest.substring(inner.start()), inner.end() - inner.start());
  }

  /** True for a user name, a colon and no sign yet that ends the password. */
  private static boolean isPassword(String text) {
    return text.indexOf('@') < 0 && NO_PORT.matcher(head(text, "/?#")).matches();
  }

  /** Where the host begins in what stands behind a scheme. */
  private static int login(String rest) {
    String authority = head(rest, "/?#");
    int login = authority.lastIndexOf('@');
    String host = authority.substring(login + 1);
    if (NO_PORT.matcher(host).matches() || login >= 0 && !host.contains(":")) {
      login = rest.lastIndexOf('@'); // a slash, a question mark or a hash in the password
    }
    return login + 1;
  }

  /** What stands before the first of some characters. */
  private static String head(String text, String stops) {
    int end = 0;
    while (end < text.length() && stops.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(0, end);
  }
}

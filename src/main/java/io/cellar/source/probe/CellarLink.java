package io.cellar.source.probe;

import io.cellar.input.Location;
import io.cellar.input.PrintableText;
import io.cellar.input.Redaction;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A link that a web page may have, {@code cellar:https://host/path}: an address of a volume, with
 * the scheme that brings it to this program. Inside may be what {@link VolumeLocation} knows of
 * addresses, and nothing else: a page is a stranger. Computes only.
 *
 * @param location what is to be opened, as it stands in the link, with whatever secrets it carries
 * @param host who is asked, for people: {@code example.org}, {@code example.org:8080}, {@code
 *     s3://bucket}
 */
public record CellarLink(String location, String host) {
  private static final String SCHEME = "cellar:";
  private static final String EXPECTED = "expected cellar:https://host/path";
  private static final int MOST_BYTES = 8 << 10;

  /** More than anybody encodes an encoded text again. */
  private static final int MOST_ENCODINGS = 8;

  private static final Pattern HEX = Pattern.compile("[0-9A-Fa-f]{2}");
  private static final Pattern BUCKET =
      Pattern.compile("(?i)(s3|gs)://([A-Za-z0-9][A-Za-z0-9._-]{0,254})(?:[/?#].*)?");

  /** True for what has the scheme of a link, valid or not. */
  public static boolean isLink(String text) {
    return text.strip().regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /**
   * Takes a link apart.
   *
   * @throws IllegalArgumentException saying in one sentence why it is none; the text is not quoted
   */
  public static CellarLink parse(String text) {
    String link = text.strip();
    if (!isLink(link)) {
      throw new IllegalArgumentException("this is no link to a volume, " + EXPECTED);
    }
    if (link.length() > MOST_BYTES || link.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      throw new IllegalArgumentException(
          "a link of more than " + MOST_BYTES + " bytes is not opened, " + EXPECTED);
    }
    String inner = link.substring(SCHEME.length());
    checkCharacters(inner);
    checkBeginning(inner);
    VolumeLocation location = VolumeLocation.parse(inner);
    if (!location.isAddress()) {
      throw new IllegalArgumentException(
          "a link opens http, https, s3 and gs addresses only, nothing on this computer, "
              + EXPECTED);
    }
    return new CellarLink(inner, host(location.place()));
  }

  /**
   * What a link led to before, by the location that is kept of it.
   *
   * @throws IllegalArgumentException saying in one sentence why it is no address; the text is not
   *     quoted
   */
  public static CellarLink to(String location) {
    VolumeLocation kept = VolumeLocation.parse(location);
    if (!kept.isAddress()) {
      throw new IllegalArgumentException("not an address, expected what a link can lead to");
    }
    return new CellarLink(location.strip(), host(kept.place()));
  }

  private static void checkBeginning(String inner) {
    if (inner.isEmpty()) {
      throw new IllegalArgumentException("the link names nothing, " + EXPECTED);
    }
    if (inner.startsWith("/")) {
      throw new IllegalArgumentException(
          "no slash may stand right behind \"cellar:\" in a link, " + EXPECTED);
    }
    if (isLink(inner)) {
      throw new IllegalArgumentException("a link may hold no other link, " + EXPECTED);
    }
    if (inner.startsWith("-")) {
      throw new IllegalArgumentException("a link may carry no options, " + EXPECTED);
    }
  }

  private static String host(String place) {
    if (Location.isAddress(place)) {
      URI uri = Location.Address.parse(place).uri();
      int usual = uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
      String name = uri.getHost().toLowerCase(Locale.ROOT);
      return uri.getPort() < 0 || uri.getPort() == usual ? name : name + ":" + uri.getPort();
    }
    Matcher bucket = BUCKET.matcher(place);
    if (!bucket.matches()) {
      throw new IllegalArgumentException(
          "the link names no valid bucket, expected letters, digits, dots and hyphens");
    }
    return bucket.group(1).toLowerCase(Locale.ROOT) + "://" + bucket.group(2);
  }

  /** Nothing that a reader does not see may stand in it, however often it was encoded. */
  private static void checkCharacters(String inner) {
    if (inner.codePoints().anyMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))) {
      throw new IllegalArgumentException(
          "blanks and line ends may not stand in a link, a blank in a name is written %20");
    }
    checkVisible(inner);
    checkEscapes(inner);
    byte[] text = inner.getBytes(StandardCharsets.UTF_8);
    for (int n = 0; n < MOST_ENCODINGS; n++) {
      byte[] decoded = decoded(text);
      if (Arrays.equals(decoded, text)) {
        return;
      }
      checkVisible(utf8(decoded));
      text = decoded;
    }
    throw new IllegalArgumentException("the link was percent-encoded too often, " + EXPECTED);
  }

  private static void checkVisible(String text) {
    if (text.codePoints().anyMatch(PrintableText::isInvisible)) {
      throw new IllegalArgumentException(
          "control characters may not stand in a link, not percent-encoded either");
    }
    if (text.indexOf('\\') >= 0) {
      throw new IllegalArgumentException(
          "backslashes may not stand in a link, not percent-encoded either");
    }
  }

  private static void checkEscapes(String text) {
    Matcher hex = HEX.matcher(text);
    for (int i = text.indexOf('%'); i >= 0; i = text.indexOf('%', i + 1)) {
      if (!hex.region(i + 1, text.length()).lookingAt()) {
        throw new IllegalArgumentException(
            "a percent sign in a link must be followed by two hexadecimal digits, the sign itself"
                + " is written %25");
      }
    }
  }

  private static byte[] decoded(byte[] text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(text.length);
    for (int i = 0; i < text.length; i++) {
      int high = i + 2 < text.length ? Character.digit((char) text[i + 1], 16) : -1;
      int low = i + 2 < text.length ? Character.digit((char) text[i + 2], 16) : -1;
      if (text[i] == '%' && high >= 0 && low >= 0) {
        out.write(16 * high + low);
        i += 2;
      } else {
        out.write(text[i]);
      }
    }
    return out.toByteArray();
  }

  private static String utf8(byte[] text) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
    } catch (CharacterCodingException _) {
      throw new IllegalArgumentException(
          "what is percent-encoded in a link must be UTF-8, " + EXPECTED);
    }
  }

  /** What is opened, as it may be shown: without secrets, its host as it is asked, in ASCII. */
  public String shown() {
    String place = VolumeLocation.parse(location).place();
    if (!Location.isAddress(place)) {
      return Redaction.address(location);
    }
    String named = place.replaceFirst("^[^:]*://([^/?#]*)(?s:.*)$", "$1");
    String asked = Location.Address.parse(place).uri().getRawAuthority();
    int at = location.indexOf("://" + named) + "://".length();
    String rest = location.substring(at + named.length());
    return Redaction.address(location.substring(0, at) + asked + rest);
  }

  /** Without secrets. */
  @Override
  public String toString() {
    return SCHEME + shown();
  }
}

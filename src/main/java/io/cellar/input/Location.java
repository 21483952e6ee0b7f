package io.cellar.input;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user types, drops or keeps to name a volume: an address, or something on a disk. The one
 * place that tells which it is. Computes only; touches neither disk nor network.
 */
public sealed interface Location {

  /** The location for messages, logs and labels: printable, without secrets. */
  String shown();

  /**
   * Parses what was typed: {@code http} and {@code https} are addresses, {@code file:} addresses
   * and everything without a scheme are paths.
   *
   * @throws IllegalArgumentException saying why it is neither; the text itself is not quoted
   */
  static Location parse(String text) {
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          "the name is empty, expected an image, a description or a cache: a file, a folder or an"
              + " address");
    }
    Matcher m = Scheme.FORM.matcher(text.strip());
    String scheme = m.matches() ? m.group(1).toLowerCase(Locale.ROOT) : "";
    return switch (scheme) {
      case "http", "https" -> Address.parse(text);
      case "file" -> OnDisk.parseAddress(text.strip());
      default -> {
        if (m.matches() && m.group(2) != null) {
          throw new IllegalArgumentException(
              PrintableText.of(scheme, 20)
                  + "://\u2026 cannot be opened, expected http://, https://, s3://, gs:// or a"
                  + " file");
        }
        yield new OnDisk(OnDisk.path(text));
      }
    };
  }

  /** True for what has the scheme of an address that is fetched, valid or not. */
  static boolean isAddress(String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    return lower.startsWith("http:") || lower.startsWith("https:");
  }

  /** How an address begins; two letters at least, since one is a drive. */
  final class Scheme {
    private static final Pattern FORM =
        Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(//)?.*", Pattern.DOTALL);

    private Scheme() {}
  }

  /**
   * Something that is fetched.
   *
   * @param uri absolute, http or https, with a host, without user name and fragment, encoded
   */
  record Address(URI uri) implements Location {
    private static final String LEGAL =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#@!$&'()*+,;=";
    private static final Pattern FORM =
        Pattern.compile("(?i)(https?)://([^/?]*)(.*)", Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[^]]*]|[^:]*)(:.*)?");

    /**
     * Parses an address that may be fetched. Characters that are not legal in one, such as blanks
     * or brackets in a path, are percent-encoded, a host in another script is written in ASCII; a
     * fragment is cut off.
     *
     * @throws IllegalArgumentException if it is not an absolute http or https address with a host,
     *     or carries a user name or control characters; the message does not quote it
     */
    public static Address parse(String text) {
      String stripped = text.strip();
      if (stripped.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
        throw new IllegalArgumentException("control characters may not stand in an address");
      }
      int hash = stripped.indexOf('#');
      Matcher m = FORM.matcher(hash < 0 ? stripped : stripped.substring(0, hash));
      if (!m.matches()) {
        throw new IllegalArgumentException("an address must begin with http:// or https://");
      }
      if (m.group(2).contains("@")) {
        throw new IllegalArgumentException(
            "an address may carry no user name, set credentials for its host in the settings");
      }
      try {
        URI uri = new URI(m.group(1) + "://" + ascii(m.group(2)) + encoded(m.group(3)));
        check(uri);
        return new Address(uri);
      } catch (URISyntaxException _) {
        // The cause is left out: it quotes the address.
        throw new IllegalArgumentException("not a valid address");
      }
    }

    private static void check(URI uri) {
      if (uri.getPort() > 65535 || uri.getPort() == 0) {
        throw new IllegalArgumentException("the address's port is beyond 1 to 65535");
      }
      if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
        throw new IllegalArgumentException("the address names no valid host");
      }
    }

    /**
     * A host in another script in ASCII. Characters that stand for others there, such as wide ones
     * (RFC 3454, section 3), may not make signs of an address that end the host.
     */
    private static String ascii(String authority) {
      Matcher m = AUTHORITY.matcher(authority);
      if (authority.chars().allMatch(c -> c < 0x80) || !m.matches()) {
        return authority;
      }
      String host;
      try {
        host = IDN.toASCII(m.group(1));
      } catch (IllegalArgumentException _) {
        throw new IllegalArgumentException("the address names no valid host");
      }
      if (!HOST.matcher(host).matches()) {
        throw new IllegalArgumentException(
            "the address's host has characters that look like or stand for signs such as / # ? : @,"
                + " expected letters, digits, hyphens and dots");
      }
      return host + (m.group(2) == null ? "" : m.group(2));
    }

    /** Percent-encodes what may not stand in an address; what is already encoded is left alone. */
    private static String encoded(String text) {
      StringBuilder out = new StringBuilder();
      for (int i = 0; i < text.length(); ) {
        int c = text.codePointAt(i);
        if (LEGAL.indexOf(c) >= 0 || (c == '%' && isEscape(text, i))) {
          out.appendCodePoint(c);
        } else {
          for (byte b : Character.toString(c).getBytes(StandardCharsets.UTF_8)) {
            out.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
          }
        }
        i += Character.charCount(c);
      }
      return out.toString();
    }

    private static boolean isEscape(String text, int percent) {
      return percent + 2 < text.length()
          && Character.digit(text.charAt(percent + 1), 16) >= 0
          && Character.digit(text.charAt(percent + 2), 16) >= 0;
    }

    /** The last part of its path as a file's name on any system; a stand-in when there is none. */
    public Path fileName() {
      String path = uri.getPath() == null ? "" : uri.getPath();
      String name =
          PrintableText.of(path.substring(path.lastIndexOf('/') + 1), 100)
              .replaceAll("[\\\\/:*?\"<>|]", "_");
      try {
        return Path.of(name.isBlank() || name.matches("\\.+") ? "description.json" : name);
      } catch (InvalidPathException _) {
        return Path.of("description.json"); // no such characters in names on this computer
      }
    }

    @Override
    public String shown() {
      return Redaction.address(uri.toString());
    }

    @Override
    public String toString() {
      return shown();
    }
  }

  /**
   * Something on a disk, whether it exists or not.
   *
   * @param path as typed, not made absolute
   */
  record OnDisk(Path path) implements Location {
    private static final Pattern FILE =
        Pattern.compile("(?i)file:(?://(?<host>[^/\\\\]*))?(?<path>.*)", Pattern.DOTALL);

    /** A file: address as desktops drop it; what stands in it unencoded is taken as it is. */
    private static OnDisk parseAddress(String text) {
      Matcher m = FILE.matcher(text);
      String host = m.matches() && m.group("host") != null ? m.group("host") : "";
      if (!host.isEmpty() && !host.equalsIgnoreCase("localhost")) {
        throw new IllegalArgumentException(
            "a file: address may name no other host, expected file:///path/of/the/file");
      }
      String path = m.matches() ? m.group("path") : "";
      if (!path.startsWith("/")) {
        return new OnDisk(path(path)); // relative, which no desktop makes: a path with a prefix
      }
      try {
        String encoded = Address.encoded(path).replace("?", "%3F").replace("#", "%23");
        return new OnDisk(Path.of(URI.create("file://" + encoded)));
      } catch (IllegalArgumentException _) {
        throw new IllegalArgumentException("not the address of a file on this computer");
      }
    }

    private static Path path(String text) {
      if (text.isEmpty()) {
        throw new IllegalArgumentException("the address names no file");
      }
      try {
        return Path.of(text);
      } catch (InvalidPathException e) {
        throw new IllegalArgumentException(
            text.indexOf('\0') >= 0
                ? "a NUL character may not stand in a file's name"
                : "not a file's name on this computer (" + e.getReason() + ")");
      }
    }

    @Override
    public String shown() {
      return Redaction.address(path.toString());
    }
  }
}

package io.cellar.settings;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * One entry of the credentials file, {@code kind value}. Its text form hides the secret.
 *
 * @param kind how the host is shown it
 * @param name user name for {@link Kind#BASIC}, the header's name for {@link Kind#HEADER}, empty
 *     for {@link Kind#BEARER}
 * @param secret password, token or header value
 */
public record CredentialLine(Kind kind, String name, String secret) {

  /** What an entry holds; the names in lower case stand in the file. */
  public enum Kind {
    /** User name and password, RFC 7617. */
    BASIC,
    /** A token, RFC 6750. */
    BEARER,
    /** Any other header. */
    HEADER
  }

  public CredentialLine {
    if (kind == Kind.BASIC && (name.contains(":") || !printable(name) || !printable(secret))) {
      throw new IllegalArgumentException(
          "a user name may not have a colon, and neither it nor the password a control character");
    }
    if (!secret.equals(secret.strip()) || !name.equals(name.strip())) {
      throw new IllegalArgumentException("a blank at the beginning or the end cannot be kept");
    }
    if (secret.isEmpty() && kind != Kind.BASIC) {
      throw new IllegalArgumentException("the secret is missing");
    }
    credential(kind, name, secret);
  }

  private static boolean printable(String text) {
    return text.chars().noneMatch(Character::isISOControl);
  }

  /**
   * Reads {@code basic user:password}, {@code bearer TOKEN} or {@code header Name: value}.
   *
   * @throws IllegalArgumentException when it is none of them, without the secret
   */
  static CredentialLine parse(String line) {
    String[] words = line.strip().split("\\s+", 2);
    String value = words.length == 2 ? words[1] : "";
    int colon = value.indexOf(':');
    String before = colon > 0 ? value.substring(0, colon) : "";
    String after = colon > 0 ? value.substring(colon + 1) : "";
    return switch (words[0]) {
      case "bearer" -> new CredentialLine(Kind.BEARER, "", value.strip());
      case "basic" -> new CredentialLine(Kind.BASIC, before, after);
      case "header" -> new CredentialLine(Kind.HEADER, before.strip(), after.strip());
      default ->
          throw new IllegalArgumentException(
              "expected basic user:password, bearer TOKEN or header Name: value");
    };
  }

  /** As it stands in the file. Secret. */
  String line() {
    return switch (kind) {
      case BASIC -> "basic " + name + ":" + secret;
      case BEARER -> "bearer " + secret;
      case HEADER -> "header " + name + ": " + secret;
    };
  }

  /** What a host is shown. */
  Credential credential() {
    return credential(kind, name, secret);
  }

  private static Credential credential(Kind kind, String name, String secret) {
    return switch (kind) {
      case BASIC -> Credential.basic(name, secret);
      case BEARER -> Credential.bearer(secret);
      case HEADER -> new Credential(name, secret);
    };
  }

  /**
   * The name of a host as the file's entries have it.
   *
   * @param typed {@code host} or {@code host:port}, in any case
   * @throws IllegalArgumentException when it is something else
   */
  public static String host(String typed) {
    String text = typed.strip().toLowerCase(Locale.ROOT);
    try {
      URI uri = new URI("http://" + text);
      boolean plain =
          uri.getHost() != null && uri.getUserInfo() == null && uri.getRawPath().isEmpty();
      if (plain && uri.getQuery() == null && uri.getFragment() == null && uri.getPort() <= 65535) {
        return text;
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("expected a host or host:port", e);
    }
    throw new IllegalArgumentException("expected a host or host:port");
  }

  /** Kind and name alone. */
  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT) + " " + name + " (hidden)";
  }
}

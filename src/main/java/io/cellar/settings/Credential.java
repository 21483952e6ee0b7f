package io.cellar.settings;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * What a host is shown to let us in: one HTTP header. Its text form hides the value.
 *
 * @param header name of the header, such as {@code Authorization}
 * @param value what it says; secret
 */
public record Credential(String header, String value) {
  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");

  public Credential {
    if (!TOKEN.matcher(header).matches()) {
      throw new IllegalArgumentException("that is not the name of an HTTP header");
    }
    if (value.isEmpty() || value.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new IllegalArgumentException(
          "the value of header "
              + header
              + " is empty or has characters that a header may not have");
    }
  }

  /** HTTP's basic scheme (RFC 7617), in UTF-8. */
  public static Credential basic(String user, String password) {
    if (user.isEmpty()) {
      throw new IllegalArgumentException("expected user:password");
    }
    byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return new Credential("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
  }

  /** A bearer token (RFC 6750). */
  public static Credential bearer(String token) {
    if (token.isBlank()) {
      throw new IllegalArgumentException("expected a token");
    }
    return new Credential("Authorization", "Bearer " + token);
  }

  /** The header's name alone. */
  @Override
  public String toString() {
    return header + ": (hidden)";
  }
}

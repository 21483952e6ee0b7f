package io.cellar.source.keys;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests without a body (AWS Identity and Access Management User Guide, "AWS Signature
 * Version 4 for API requests"; Amazon S3 API Reference, "Authenticating Requests: Using the
 * Authorization Header").
 *
 * @param region such as {@code us-east-1}
 * @param service such as {@code s3}
 */
record AwsSignature(AwsCredentials credentials, String region, String service) {
  /** SHA-256 of no bytes. */
  static final String NO_BODY = hex(sha256(""));

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * The headers to send, those given and the signature's, without {@code host}, which the client
   * sends by itself.
   *
   * @param method such as {@code GET}
   * @param uri as it is sent; the path is signed as it stands
   * @param headers that are signed too
   */
  Map<String, String> sign(String method, URI uri, Map<String, String> headers, Instant now) {
    String time = TIME.format(now);
    Map<String, String> sent = new TreeMap<>();
    headers.forEach((name, value) -> sent.put(name.toLowerCase(Locale.ROOT), value));
    sent.put("x-amz-date", time);
    credentials.sessionToken().ifPresent(token -> sent.put("x-amz-security-token", token));
    Map<String, String> signed = new TreeMap<>(sent);
    signed.put("host", host(uri));
    String names = String.join(";", signed.keySet());
    String scope = time.substring(0, 8) + "/" + region + "/" + service + "/aws4_request";
    String request = canonical(method, uri, signed, names);
    String text = String.join("\n", ALGORITHM, time, scope, hex(sha256(request)));
    String signature = hex(hmac(key(time.substring(0, 8)), text));
    sent.put(
        "Authorization",
        "%s Credential=%s/%s, SignedHeaders=%s, Signature=%s"
            .formatted(ALGORITHM, credentials.accessKeyId(), scope, names, signature));
    return sent;
  }

  private static String canonical(
      String method, URI uri, Map<String, String> signed, String names) {
    String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String lines =
        signed.entrySet().stream()
            .map(e -> e.getKey() + ":" + e.getValue().strip().replaceAll(" +", " ") + "\n")
            .collect(Collectors.joining());
    String body = signed.getOrDefault("x-amz-content-sha256", NO_BODY);
    return String.join("\n", method, path, query(uri.getRawQuery()), lines, names, body);
  }

  private static String query(String raw) {
    if (raw == null || raw.isEmpty()) {
      return "";
    }
    return Stream.of(raw.split("&", -1))
        .filter(part -> !part.isEmpty())
        .map(part -> part.split("=", 2))
        .map(pair -> encoded(pair[0]) + "=" + (pair.length > 1 ? encoded(pair[1]) : ""))
        .sorted()
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    String plain = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    return Base.escape(plain);
  }

  /** As the client sends it: without a port that the scheme stands for. */
  private static String host(URI uri) {
    int usual = uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
    return uri.getPort() < 0 || uri.getPort() == usual
        ? uri.getHost()
        : uri.getHost() + ":" + uri.getPort();
  }

  private byte[] key(String day) {
    byte[] start = ("AWS4" + credentials.secret()).getBytes(StandardCharsets.UTF_8);
    return hmac(hmac(hmac(hmac(start, day), region), service), "aws4_request");
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // Every Java has it.
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e); // Every Java has it.
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}

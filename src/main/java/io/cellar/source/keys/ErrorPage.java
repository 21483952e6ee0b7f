package io.cellar.source.keys;

import io.cellar.source.ObjectReply;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an object store says of a refusal: a small XML (Amazon S3 API Reference, "Error responses";
 * Google's and MinIO's are of the same form).
 */
record ErrorPage(Optional<String> code, Optional<String> message, Optional<String> region) {
  private static final int LOOK = 4096;
  private static final Pattern CODE = Pattern.compile("<Code>\\s*([A-Za-z0-9.]{1,60})\\s*</Code>");
  private static final Pattern MESSAGE = Pattern.compile("<Message>([^<]{0,300})</Message>");

  private static final Pattern REGION = Pattern.compile("<Region>([a-z0-9-]{1,60})</Region>");

  static ErrorPage of(ObjectReply reply) {
    byte[] body = reply.body();
    String text = new String(body, 0, Math.min(body.length, LOOK), StandardCharsets.UTF_8);
    return new ErrorPage(first(CODE, text), first(MESSAGE, text), first(REGION, text));
  }

  private static Optional<String> first(Pattern pattern, String text) {
    Matcher m = pattern.matcher(text);
    return m.find() ? Optional.of(m.group(1).strip()) : Optional.empty();
  }

  boolean isAccessDenied() {
    return code.filter("AccessDenied"::equals).isPresent();
  }

  /**
   * True for a refusal that gives another reason than that access is denied, such as a clock that
   * is wrong, an archived object, or a request that has expired: it says nothing of the object.
   */
  boolean hasOtherReason() {
    return code.isPresent() && !isAccessDenied()
        || message
            .map(m -> m.endsWith(".") ? m.substring(0, m.length() - 1) : m)
            .filter(m -> !m.equalsIgnoreCase("Access Denied"))
            .isPresent();
  }
}

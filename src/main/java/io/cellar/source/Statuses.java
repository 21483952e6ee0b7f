package io.cellar.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** What an HTTP status other than 200 means for a block. */
final class Statuses {
  private static final Set<Integer> TRANSIENT = Set.of(408, 425, 429, 500, 502, 503, 504);

  private Statuses() {}

  /** True for the redirects that may be followed. */
  static boolean isRedirect(int status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
  }

  /**
   * The failure that a status stands for.
   *
   * @param address for the message
   * @param now used where the server does not tell its own time
   */
  static SourceException failure(int status, Headers headers, String address, Instant now) {
    String what = address + ": the server answered " + status + " (" + meaning(status) + ")";
    if (status == 404 || status == 410) {
      return new SourceException.Absent(what);
    }
    if (status == 401 || status == 403) {
      return new SourceException.AccessDenied(what + "; check the credentials for this host");
    }
    if (status == 407) {
      return new SourceException.AccessDenied(what);
    }
    if (TRANSIENT.contains(status)) {
      return new SourceException.Unavailable(what, status, retryAfter(headers, now));
    }
    if (status >= 200 && status < 300 || status == 304) {
      return new SourceException.Invalid(
          what + " where 200 with the whole file was expected", null);
    }
    return new SourceException.Refused(what, null);
  }

  /** What it means that a proxy makes no tunnel: nothing that the host itself would have said. */
  static SourceException ofProxy(int status, Headers headers, String address, Instant now) {
    String what = address + ": the proxy answered " + status + " (" + meaning(status) + ")";
    if (status == 401 || status == 403 || status == 407) {
      return new SourceException.AccessDenied(what);
    }
    return TRANSIENT.contains(status)
        ? new SourceException.Unavailable(what, status, retryAfter(headers, now))
        : new SourceException.Refused(what, null);
  }

  private static Optional<Duration> retryAfter(Headers headers, Instant now) {
    Instant server = headers.firstValue("Date").flatMap(RetryAfter::date).orElse(now);
    return headers.firstValue("Retry-After").flatMap(value -> RetryAfter.parse(value, server));
  }

  private static String meaning(int status) {
    return switch (status) {
      case 204 -> "no content";
      case 206 -> "a part that was not asked for";
      case 304 -> "not modified";
      case 400 -> "bad request";
      case 401 -> "not logged in";
      case 403 -> "access denied";
      case 404 -> "not found";
      case 407 -> "the proxy wants a login";
      case 408 -> "request timed out";
      case 410 -> "gone for ever";
      case 414 -> "address too long";
      case 425 -> "too early";
      case 429 -> "too many requests";
      case 500 -> "internal server error";
      case 502 -> "bad gateway";
      case 503 -> "service unavailable";
      case 504 -> "gateway timed out";
      default -> status < 300 ? "unexpected" : status < 400 ? "redirect" : "error";
    };
  }
}

package io.cellar.source;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How the client behaves.
 *
 * @param deadlines how long things may take
 * @param maxBodyBytes longest body ever read, whatever a query allows
 * @param proxies which proxy an address goes through
 * @param authorities PEM file with certificates to trust besides the system's own
 * @param credentials what to show to which host
 * @param userAgent how the program names itself
 */
public record HttpSettings(
    Deadlines deadlines,
    long maxBodyBytes,
    ProxyRules proxies,
    Optional<Path> authorities,
    Credentials credentials,
    String userAgent) {

  /** 512 MiB: no body is longer. */
  public static final long MAX_BODY_BYTES = 512L << 20;

  /** The defaults, with the proxies that the environment names. */
  public static HttpSettings defaults() {
    return new HttpSettings(
        Deadlines.DEFAULT,
        MAX_BODY_BYTES,
        ProxyRules.ofEnvironment(System.getenv()),
        Optional.empty(),
        Credentials.NONE,
        "Cellar");
  }

  public HttpSettings withDeadlines(Deadlines value) {
    return new HttpSettings(value, maxBodyBytes, proxies, authorities, credentials, userAgent);
  }

  public HttpSettings withMaxBodyBytes(long value) {
    return new HttpSettings(deadlines, value, proxies, authorities, credentials, userAgent);
  }

  public HttpSettings withProxies(ProxyRules value) {
    return new HttpSettings(deadlines, maxBodyBytes, value, authorities, credentials, userAgent);
  }

  public HttpSettings withAuthorities(Path pem) {
    return new HttpSettings(
        deadlines, maxBodyBytes, proxies, Optional.of(pem), credentials, userAgent);
  }

  public HttpSettings withCredentials(Credentials value) {
    return new HttpSettings(deadlines, maxBodyBytes, proxies, authorities, value, userAgent);
  }
}

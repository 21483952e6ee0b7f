package io.cellar.source;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * A server did not deliver a block. The sealed kinds are what the engine decides by; the message
 * names the address, what happened, and what was expected.
 */
public abstract sealed class SourceException extends IOException {
  private static final long serialVersionUID = 1;

  private SourceException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What happened in few words, without the address, such as {@code connection refused}. */
  public abstract String brief();

  /** 404 or 410: proved not to exist. Not an error of the transfer. */
  public static final class Absent extends SourceException {
    private static final long serialVersionUID = 1;

    public Absent(String message) {
      super(message, null);
    }

    @Override
    public String brief() {
      return "not found";
    }
  }

  /** 401 or 403: the whole volume is not for us. */
  public static final class AccessDenied extends SourceException {
    private static final long serialVersionUID = 1;

    public AccessDenied(String message) {
      super(message, null);
    }

    @Override
    public String brief() {
      return "access denied";
    }
  }

  /** Worth trying again: 408, 425, 429, 5xx of the transient kind. */
  public static final class Unavailable extends SourceException {
    private static final long serialVersionUID = 1;
    private final int status;
    private final transient Optional<Duration> retryAfter;

    public Unavailable(String message, int status, Optional<Duration> retryAfter) {
      super(message, null);
      this.status = status;
      this.retryAfter = retryAfter;
    }

    @Override
    public String brief() {
      return "HTTP " + status;
    }

    public int status() {
      return status;
    }

    /** How long the server asked to be left alone; never negative. */
    public Optional<Duration> retryAfter() {
      return retryAfter == null ? Optional.empty() : retryAfter;
    }
  }

  /**
   * The host could not be reached, or the connection broke before an answer. Worth trying again.
   */
  public static final class Unreachable extends SourceException {
    private static final long serialVersionUID = 1;

    private final String brief;

    public Unreachable(String message, Throwable cause) {
      this(message, "not reachable", cause);
    }

    /** One whose reason is known in few words. */
    public Unreachable(String message, String brief, Throwable cause) {
      super(message, cause);
      this.brief = brief;
    }

    @Override
    public String brief() {
      return brief;
    }
  }

  /** A deadline passed: connect, first byte, stall, or whole request. Worth trying again. */
  public static final class TimedOut extends SourceException {
    private static final long serialVersionUID = 1;

    public TimedOut(String message) {
      super(message, null);
    }

    @Override
    public String brief() {
      return "no answer in time";
    }
  }

  /**
   * Something came, but not the block: truncated, HTML, wrong shape, corrupt. Worth a few tries.
   */
  public static final class Invalid extends SourceException {
    private static final long serialVersionUID = 1;

    public Invalid(String message, Throwable cause) {
      super(message, cause);
    }

    @Override
    public String brief() {
      return "not the block";
    }
  }

  /** Will never work: another 4xx, a refused redirect, an address that may not be used. */
  public static final class Refused extends SourceException {
    private static final long serialVersionUID = 1;

    public Refused(String message, Throwable cause) {
      super(message, cause);
    }

    @Override
    public String brief() {
      return "refused";
    }
  }
}

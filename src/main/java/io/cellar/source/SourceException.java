package io.cellar.source;

import io.cellar.input.PrintableText;
import io.cellar.input.Redaction;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * A server did not deliver a block. The sealed kinds are what the engine decides by; the message
 * names the address, what happened, and what was expected. It is one printable line without the
 * query part of an address, whatever the server sent; a cause whose own words are not fit to be
 * shown is left out.
 */
public abstract sealed class SourceException extends IOException {
  private static final long serialVersionUID = 1;

  private SourceException(String message, Throwable cause) {
    super(printable(message), isPrintable(cause) ? cause : null);
  }

  private static String printable(String message) {
    return PrintableText.of(Redaction.message(message));
  }

  private static boolean isPrintable(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t.getMessage() != null && !printable(t.getMessage()).equals(t.getMessage())) {
        return false;
      }
    }
    return true;
  }

  /** True when another try, later, may bring the block. */
  public boolean passing() {
    return switch (this) {
      case Unavailable _, Unreachable _, TimedOut _, Invalid _, OutOfResources _ -> true;
      case Absent _, AccessDenied _, Refused _ -> false;
    };
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
   * The host could not be reached, or the connection broke before the whole answer had come. Worth
   * trying again.
   */
  public static final class Unreachable extends SourceException {
    private static final long serialVersionUID = 1;
    private final String brief;
    private final boolean brokeOff;

    public Unreachable(String message, Throwable cause) {
      this(message, "not reachable", cause);
    }

    public Unreachable(String message, String brief, Throwable cause) {
      this(message, brief, false, cause);
    }

    private Unreachable(String message, String brief, boolean brokeOff, Throwable cause) {
      super(message, cause);
      this.brief = brief;
      this.brokeOff = brokeOff;
    }

    /** The host is there, but the connection broke when a part of the answer had come. */
    public static Unreachable brokeOff(String message, Throwable cause) {
      return new Unreachable(message, "connection broken", true, cause);
    }

    /** True when a part of the answer had come. */
    public boolean brokeOff() {
      return brokeOff;
    }

    @Override
    public String brief() {
      return brief;
    }
  }

  /** A deadline passed: connect, first byte, stall, or whole request. Worth trying again. */
  public static final class TimedOut extends SourceException {
    private static final long serialVersionUID = 1;

    private final String brief;

    public TimedOut(String message) {
      this(message, "no answer in time");
    }

    public TimedOut(String message, String brief) {
      super(message, null);
      this.brief = brief;
    }

    @Override
    public String brief() {
      return brief;
    }
  }

  /** Something whole came, but not the block: HTML, wrong shape, corrupt. Worth a few tries. */
  public static final class Invalid extends SourceException {
    private static final long serialVersionUID = 1;

    private final boolean understood;

    public Invalid(String message, Throwable cause) {
      this(message, true, cause);
    }

    /** One whose head may not have been readable; see {@link #understood}. */
    public Invalid(String message, boolean understood, Throwable cause) {
      super(message, cause);
      this.understood = understood;
    }

    /**
     * False when an HTTP server answered, but with a head that cannot be read: its status, which
     * would say whether the address is wrong, is not known.
     */
    public boolean understood() {
      return understood;
    }

    @Override
    public String brief() {
      return "not the block";
    }
  }

  /** Will never work: another 4xx, a refused redirect, an address that may not be used. */
  public static final class Refused extends SourceException {
    private static final long serialVersionUID = 1;
    private final String notAllowed;

    public Refused(String message, Throwable cause) {
      super(message, cause);
      this.notAllowed = null;
    }

    private Refused(String message, String origin) {
      super(message, null);
      this.notAllowed = origin;
    }

    /**
     * A server would have had to be asked that may not be.
     *
     * @param origin the server, such as {@code https://example.org:443}
     */
    public static Refused notAllowed(String message, String origin) {
      return new Refused(message, origin);
    }

    /** The server that would have had to be asked and may not be, if that is why. */
    public Optional<String> notAllowed() {
      return Optional.ofNullable(notAllowed);
    }

    @Override
    public String brief() {
      return "refused";
    }
  }

  /**
   * This computer, not the server, could not do it: it has no more open files, threads, memory or
   * ports. Says nothing of the host or the address; worth trying again with fewer at a time.
   */
  public static final class OutOfResources extends SourceException {
    private static final long serialVersionUID = 1;
    private final String brief;

    /**
     * @param brief such as {@code this computer has no more open files}; begins the message
     */
    public OutOfResources(String brief, String message, Throwable cause) {
      super(message, cause);
      this.brief = brief;
    }

    @Override
    public String brief() {
      return brief;
    }
  }
}

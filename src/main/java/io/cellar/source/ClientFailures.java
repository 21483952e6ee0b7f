package io.cellar.source;

import io.cellar.input.PrintableText;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Turns what the HTTP client throws, checked or not, into what the engine decides by. */
final class ClientFailures {
  /** A class's name before what an exception says, or in place of it. */
  private static final Pattern CLASS =
      Pattern.compile(
          "\\b(?:[a-z]\\w*\\.)+(?:[A-Z]\\w*[.$])*[A-Z]\\w*(?:Exception|Error)(?:: ?|$)");

  private ClientFailures() {}

  static SourceException explain(String address, TransferClock clock, Throwable thrown) {
    Throwable cause = unwrapped(thrown);
    Optional<SourceException.OutOfResources> local = LocalTrouble.in(cause);
    if (local.isPresent()) {
      return local.get();
    }
    if (cause instanceof BodyReader.TooLong) {
      return new SourceException.Invalid(address + ": " + cause.getMessage(), cause);
    }
    if (has(cause, CertificateException.class) || has(cause, CertPathBuilderException.class)) {
      return new SourceException.Refused(
          address
              + ": the server's certificate is not trusted"
              + because(cause)
              + "; name a file with its authority's certificate in the settings",
          cause);
    }
    if (clock.hasHead() && !isMalformed(cause)) {
      return SourceException.Unreachable.brokeOff(
          address + ": the answer broke off after " + clock.sofar() + because(cause), cause);
    }
    if (clock.hasHead()) {
      return new SourceException.Invalid(
          address + ": the answer is not valid HTTP" + because(cause), cause);
    }
    return beforeAnswer(address, cause);
  }

  private static SourceException beforeAnswer(String address, Throwable cause) {
    Optional<SourceException.OutOfResources> local = LocalTrouble.behind(cause);
    if (local.isPresent()) {
      return local.get();
    }
    if (has(cause, UnknownHostException.class) || has(cause, UnresolvedAddressException.class)) {
      return new SourceException.Unreachable(
          address + ": the host's name is not known; is this computer on line?",
          "unknown host name",
          cause);
    }
    if (cause instanceof ConnectException) {
      return new SourceException.Unreachable(
          address + ": no server answers there" + because(cause), "connection refused", cause);
    }
    if (cause instanceof SSLException) {
      return new SourceException.Unreachable(
          address + ": no secure connection" + because(cause), "no secure connection", cause);
    }
    if (isMalformed(cause)) {
      return malformed(address, cause);
    }
    return new SourceException.Unreachable(
        address + ": the connection broke before an answer" + because(cause),
        "connection broken",
        cause);
  }

  /**
   * A head that cannot be read: its status is not believed either; a challenge, though, is only
   * sent with the status 401.
   */
  private static SourceException malformed(String address, Throwable cause) {
    String why = message(cause);
    String what = address + ": the server's answer is not valid HTTP" + because(cause);
    if (why.contains("\"WWW-Authenticate:")) {
      return new SourceException.AccessDenied(what + "; check the credentials for this host");
    }
    boolean noHttpAtAll = why.contains("status line");
    return new SourceException.Invalid(what, noHttpAtAll, cause);
  }

  /** What is not HTTP is a ProtocolException, and any surprise counts as such. */
  private static boolean isMalformed(Throwable cause) {
    return has(cause, java.net.ProtocolException.class)
        || has(cause, IllegalArgumentException.class)
        || !(cause instanceof IOException);
  }

  private static Throwable unwrapped(Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof CompletionException
            || cause instanceof ExecutionException
            || cause instanceof UncheckedIOException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }

  private static boolean has(Throwable thrown, Class<? extends Throwable> type) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return true;
      }
    }
    return false;
  }

  /** What the exception says, in brackets; nothing when it says nothing. */
  private static String because(Throwable cause) {
    String message = message(cause);
    return message.isEmpty() ? "" : " (" + message + ")";
  }

  /**
   * What the exception says, cut, without names of Java's classes, or what its kind says; empty
   * when neither says anything.
   */
  private static String message(Throwable cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      String text = t.getMessage() == null ? "" : CLASS.matcher(t.getMessage()).replaceAll("");
      if (!text.isBlank()) {
        return PrintableText.of(text.replaceAll("\\?[^\\s\"')]*", "?\u2026"), 200);
      }
    }
    if (cause instanceof ConnectException) {
      return "connection refused";
    }
    return has(cause, ClosedChannelException.class) || has(cause, EOFException.class)
        ? "connection closed"
        : "";
  }
}

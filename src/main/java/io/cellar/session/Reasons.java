package io.cellar.session;

import io.cellar.input.FileTrouble;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Pattern;

/** Why something did not work, in words. Java's messages of files are often their names alone. */
public final class Reasons {
  private Reasons() {}

  /** A message without the location that is named beside it. */
  public static String without(String message, String location) {
    String bare =
        message.startsWith(location + ": ") ? message.substring(location.length() + 2) : message;
    return bare.replaceFirst(Pattern.quote(": " + location) + "(?=;|$)", "");
  }

  /** The message; a sentence of our own where Java's is a file's name or nothing. */
  public static String of(Throwable e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such file.";
      case AccessDeniedException _ -> "access is denied.";
      case IOException io when io.getMessage() == null -> FileTrouble.reason(io);
      default -> e.getMessage() == null ? e.toString() : e.getMessage();
    };
  }
}

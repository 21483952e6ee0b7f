package io.cellar.app;

import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Why something did not work, in words. Java's messages of files are often their names alone. */
final class Reasons {
  private Reasons() {}

  static String of(Throwable e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such file.";
      case AccessDeniedException _ -> "access is denied.";
      default -> e.getMessage() == null ? e.toString() : e.getMessage();
    };
  }
}

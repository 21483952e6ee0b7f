package io.cellar.engine;

/** Errors in words. */
final class Messages {
  private Messages() {}

  /** An error's message, or its kind when it has none. */
  static String words(Throwable error) {
    String message = error.getMessage();
    return message == null || message.isBlank() ? error.getClass().getSimpleName() : message;
  }
}

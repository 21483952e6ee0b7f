package io.cellar.app.instance;

/** A message that is not accepted; its text is one sentence that may be shown. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1;

  RefusedException(String reason) {
    super(reason, null, false, false);
  }
}

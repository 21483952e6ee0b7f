package io.cellar.engine.stage;

/**
 * Nothing moved in a buffer for as long as its setting allows. The message names the setting to
 * raise, its present value, and how many blocks had passed.
 */
public final class BufferTimeoutException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public BufferTimeoutException(String message) {
    super(message);
  }
}

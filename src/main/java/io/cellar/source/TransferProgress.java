package io.cellar.source;

/** Told how a transfer goes. Called on any thread, must return at once. */
@FunctionalInterface
public interface TransferProgress {

  /** Nobody listens. */
  TransferProgress NONE = (received, expected) -> {};

  /**
   * Bytes have come.
   *
   * @param received bytes of the body so far
   * @param expected bytes of the whole body, or -1 when the server did not say
   */
  void bytes(long received, long expected);
}

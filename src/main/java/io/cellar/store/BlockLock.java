package io.cellar.store;

/** A lock file that is held. Closing removes it if it is still one's own; may be called twice. */
public interface BlockLock extends AutoCloseable {

  @Override
  void close();

  /**
   * True when the block's folder was made for this lock: then nothing of the block was there, and
   * whoever holds the lock need not look again.
   */
  default boolean isFirst() {
    return false;
  }
}

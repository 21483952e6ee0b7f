package io.cellar.store;

/** A lock file that is held. Closing removes it if it is still one's own; may be called twice. */
public interface BlockLock extends AutoCloseable {

  @Override
  void close();
}

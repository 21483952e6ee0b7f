package io.cellar.cell;

/** Told on the reading thread how far a read has come. */
@FunctionalInterface
public interface ReadProgress {

  /**
   * Another block is done with.
   *
   * @param done blocks copied or failed
   * @param total blocks to copy; one that two pieces of a large read share counts twice
   */
  void done(long done, long total);
}

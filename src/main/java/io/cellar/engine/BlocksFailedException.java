package io.cellar.engine;

/**
 * Some of the blocks that were asked for are not on disk; all others are. The message says how
 * many, the cause is what went wrong first.
 */
public final class BlocksFailedException extends Exception {
  private static final long serialVersionUID = 1;

  private final int failed;
  private final int asked;

  public BlocksFailedException(int failed, int asked, Throwable first) {
    super("failed for %d of %d blocks: %s".formatted(failed, asked, Messages.words(first)), first);
    this.failed = failed;
    this.asked = asked;
  }

  /** How many failed. */
  public int failed() {
    return failed;
  }

  /** How many were asked for. */
  public int asked() {
    return asked;
  }
}

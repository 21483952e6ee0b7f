package io.cellar.job;

import io.cellar.volume.Amounts;

/**
 * A fetch ended without all of its blocks. The message says how many of how many, and the first
 * cause in its own words; the cause is that one: of the first block that failed, or why the fetch
 * ended early, a {@link java.util.concurrent.CancellationException} if it was cancelled.
 */
public final class FetchFailedException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient FetchProgress progress;

  private FetchFailedException(String message, Throwable cause, FetchProgress progress) {
    super(message, cause);
    this.progress = progress;
  }

  /**
   * Every block has come to its end, but some failed.
   *
   * @param first what happened to the first of them
   */
  static FetchFailedException ofBlocks(String name, FetchProgress progress, Throwable first) {
    String many = progress.failed() == 1 ? ": " : "; the first: ";
    return new FetchFailedException(
        share(progress.failed(), progress, name)
            + " could not be fetched"
            + many
            + BlockFailure.words(first),
        first,
        progress);
  }

  /** It ended early. */
  static FetchFailedException ofStop(String name, FetchProgress progress, Throwable why) {
    long missing = progress.failed() + progress.notTried();
    String words = why.getMessage() == null ? why.toString() : why.getMessage();
    String left =
        missing == 0
            ? "it is not sure that the blocks of " + name + " will stay on disk"
            : share(missing, progress, name) + " were not fetched";
    return new FetchFailedException(words + "; " + left, why, progress);
  }

  private static String share(long some, FetchProgress progress, String name) {
    return Amounts.count(some) + " of " + Amounts.count(progress.blocks()) + " blocks of " + name;
  }

  /** How far the fetch came, in its last state. */
  public FetchProgress progress() {
    return progress;
  }
}

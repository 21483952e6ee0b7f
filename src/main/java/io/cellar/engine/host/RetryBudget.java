package io.cellar.engine.host;

/**
 * Keeps retries to a tenth of the successes, so that a broken server gets little extra load. A
 * bucket that starts full: a success adds a tenth of a token, a retry costs one. Not thread-safe.
 */
public final class RetryBudget {
  private static final double CAP = 100;
  private static final double PER_SUCCESS = 0.1;

  private double tokens = CAP;

  /** A request succeeded. */
  public void succeeded() {
    tokens = Math.min(CAP, tokens + PER_SUCCESS);
  }

  /** Pays for a retry; false when there is not enough left, then nothing is paid. */
  public boolean tryRetry() {
    if (tokens < 1) {
      return false;
    }
    tokens -= 1;
    return true;
  }
}

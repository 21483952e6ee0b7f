package io.cellar.job.work;

/** No worker is left, though the job is not over. */
public final class WorkersGoneException extends Exception {
  private static final long serialVersionUID = 1;

  WorkersGoneException(String reason) {
    super("the job's workers are gone: " + reason);
  }
}

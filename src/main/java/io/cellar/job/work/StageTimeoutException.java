package io.cellar.job.work;

import io.cellar.engine.stage.WorkerErrorRecord;
import java.util.Optional;

/**
 * Nothing has passed a stage of the pipeline for as long as the style allows. If a worker's own
 * error has come before, that is what the message begins with, and the cause: it is likely to be
 * why.
 */
public final class StageTimeoutException extends Exception {
  private static final long serialVersionUID = 1;

  private final String setting;
  private final transient Optional<WorkerErrorRecord> workerError;

  StageTimeoutException(String setting, String words, Optional<WorkerErrorRecord> workerError) {
    super(
        workerError.map(error -> first(error) + "; after that, " + words).orElse(words),
        workerError.map(WorkerErrorRecord::error).orElse(null));
    this.setting = setting;
    this.workerError = workerError;
  }

  private static String first(WorkerErrorRecord record) {
    Throwable error = record.error();
    String message = error.getMessage();
    return record.headline()
        + ": "
        + (message == null || message.isBlank() ? error.getClass().getSimpleName() : message);
  }

  /** The field of the style that may be raised, such as {@code computeBufferPopTimeout}. */
  public String setting() {
    return setting;
  }

  /** The first error of a worker since the watch began, which is the cause. */
  public Optional<WorkerErrorRecord> workerError() {
    return workerError;
  }
}

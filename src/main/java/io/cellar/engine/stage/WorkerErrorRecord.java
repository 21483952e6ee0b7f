package io.cellar.engine.stage;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * An error of a worker, kept for the report.
 *
 * @param worker what the worker does
 * @param id its number; empty when there is only one
 * @param error what was thrown
 */
public record WorkerErrorRecord(Worker worker, OptionalInt id, Throwable error) {

  /** What a worker does. */
  public enum Worker {
    /** Coordinates. */
    MAIN,
    /** Reads from disk or network. */
    READ,
    /** Verifies and decodes. */
    COMPUTE,
    /** Writes to disk. */
    WRITE
  }

  /** Which worker failed: {@code Error in read worker 3}. */
  public String headline() {
    String name = "Error in " + worker.name().toLowerCase(Locale.ROOT) + " worker";
    return id.isPresent() ? name + " " + id.getAsInt() : name;
  }

  /** A headline that names the worker, then the stack trace, with a newline at the end. */
  @Override
  public String toString() {
    StringWriter text = new StringWriter();
    text.append(headline()).append('\n');
    error.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}

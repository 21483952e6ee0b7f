package io.cellar.hdf5;

import io.cellar.input.PrintableText;
import java.io.IOException;

/**
 * An HDF5 file that cannot be used, and why. The message says what was found and what was expected,
 * then where, then what helps.
 */
public final class Hdf5Exception extends IOException {
  private static final long serialVersionUID = 1;

  /** What is wrong with the file. */
  public enum Problem {
    /** No HDF5 signature; such as an HTML page. */
    NOT_HDF5,
    /** Shorter than its own end-of-file address. */
    TRUNCATED,
    /** The dataset is not in the file. */
    NO_DATASET,
    /** Rank or shape differ from what was asked for. */
    WRONG_SHAPE,
    /** The type of the voxels differs from what was asked for. */
    WRONG_DTYPE,
    /** Valid perhaps, but a feature that is not read here. */
    UNSUPPORTED,
    /** A declared size is beyond what the block may hold. */
    TOO_LARGE,
    /** Checksums, chunk sizes or compressed data do not agree. */
    CORRUPT
  }

  private final Problem problem;
  private final String reason;
  private final String place;
  private final String advice;

  public Hdf5Exception(Problem problem, String reason) {
    this(problem, reason, "", "", null);
  }

  public Hdf5Exception(Problem problem, String reason, Throwable cause) {
    this(problem, reason, "", "", cause);
  }

  /**
   * @param advice what to do, such as a command
   */
  public Hdf5Exception(Problem problem, String reason, String advice) {
    this(problem, reason, "", advice, null);
  }

  private Hdf5Exception(
      Problem problem, String reason, String place, String advice, Throwable cause) {
    super(
        PrintableText.of(
            reason
                + (place.isEmpty() ? "" : " (" + place + ")")
                + (advice.isEmpty() ? "" : "; " + advice)),
        cause);
    this.problem = problem;
    this.reason = reason;
    this.place = place;
    this.advice = advice;
  }

  /**
   * The same, with a place named behind the reason and before the advice.
   *
   * @param where such as {@code dataset /cube}
   */
  public Hdf5Exception in(String where) {
    String all = place.isEmpty() ? where : place + ", " + where;
    return new Hdf5Exception(problem, reason, all, advice, this);
  }

  /** What was found and what was expected, without the place and the advice. */
  public String reason() {
    return PrintableText.of(reason);
  }

  public Problem problem() {
    return problem;
  }
}

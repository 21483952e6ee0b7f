package io.cellar.hdf5;

import io.cellar.input.PrintableText;
import java.io.IOException;

/**
 * An HDF5 file that cannot be used, and why. The message says what was found and what was expected.
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

  public Hdf5Exception(Problem problem, String message) {
    super(PrintableText.of(message));
    this.problem = problem;
  }

  public Hdf5Exception(Problem problem, String message, Throwable cause) {
    super(PrintableText.of(message), cause);
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}

package io.cellar.hdf5;

import io.jhdf.exceptions.UnsupportedHdfException;

/** Turns whatever a damaged file makes the structure reader throw into a typed error. */
final class Guard {

  /** Something that reads from a file. */
  @FunctionalInterface
  interface Step<T> {
    T run() throws Hdf5Exception;
  }

  private Guard() {}

  /**
   * Runs a step.
   *
   * @param what what is being read, for the message
   * @throws Hdf5Exception the step's own, or one for anything else that it threw
   */
  static <T> T run(String what, Step<T> step) throws Hdf5Exception {
    try {
      return step.run();
    } catch (InternalError e) {
      // A mapped page is gone: somebody cut the file while it was open.
      throw new Hdf5Exception(
          Hdf5Exception.Problem.TRUNCATED, what + ": the file changed while it was read", e);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      throw translate(what, e);
    }
  }

  private static Hdf5Exception translate(String what, Throwable e) {
    Throwable root = e;
    int depth = 0;
    while (root.getCause() != null && depth++ < 32) {
      if (root instanceof UnsupportedHdfException) {
        break;
      }
      root = root.getCause();
    }
    if (root instanceof UnsupportedHdfException) {
      return new Hdf5Exception(
          Hdf5Exception.Problem.UNSUPPORTED, what + ": " + root.getMessage(), e);
    }
    String detail = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    return new Hdf5Exception(Hdf5Exception.Problem.CORRUPT, what + " is damaged: " + detail, e);
  }
}

package io.cellar.hdf5;

import io.cellar.hdf5.Hdf5Exception.Problem;

/** Turns whatever a damaged file makes a step throw into a typed error. */
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
      throw new Hdf5Exception(Problem.TRUNCATED, "the file changed while it was read: " + what, e);
    } catch (OutOfMemoryError e) {
      throw new Hdf5Exception(Problem.TOO_LARGE, "there is not enough memory for " + what, e);
    } catch (IndexOutOfBoundsException | java.nio.BufferUnderflowException e) {
      throw new Hdf5Exception(
          Problem.CORRUPT, what + " is damaged: a part of it ends too early", e);
    } catch (RuntimeException | StackOverflowError e) {
      throw new Hdf5Exception(Problem.CORRUPT, what + " is damaged: impossible numbers", e);
    }
  }
}

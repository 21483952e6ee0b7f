package io.cellar.faults;

/**
 * A row of the plan.
 *
 * @param number in the plan
 * @param fault what goes wrong
 * @param scenario brings it about
 */
record FaultRow(int number, String fault, Scenario scenario) {

  /** Brings a fault about and notes what comes of it. */
  @FunctionalInterface
  interface Scenario {
    void play(Score score, Scale scale) throws Exception;
  }

  @Override
  public String toString() {
    return number + " " + fault;
  }
}

package io.cellar.ui.status;

/** Where the top of a plot's axis is: a round number, so that it does not jump at each sample. */
final class PlotScale {

  private PlotScale() {}

  /**
   * The least of 1, 2, 5 times a power of ten that is not below a value.
   *
   * @param least what the top is at the least, positive
   */
  static double top(double value, double least) {
    double wanted = Math.max(value, least);
    double power = Math.pow(10, Math.floor(Math.log10(wanted)));
    // Powers of ten below one are not exact; a hair's breadth above a step counts as the step.
    double factor = wanted / power * (1 - 1e-9);
    return (factor <= 1 ? 1 : factor <= 2 ? 2 : factor <= 5 ? 5 : 10) * power;
  }
}

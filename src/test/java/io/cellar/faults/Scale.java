package io.cellar.faults;

/** How large a run of the plan is. */
enum Scale {
  /** A few blocks, for every build. */
  QUICK,
  /** A tenth of the plan's sizes. */
  TENTH,
  /** The plan's sizes. */
  FULL;

  /** The scale that {@code -Dfaults=full} chooses; a tenth without. */
  static Scale chosen() {
    return "full".equals(System.getProperty("faults")) ? FULL : TENTH;
  }

  /**
   * A size at this scale.
   *
   * @param full the plan's size
   * @param quick the size for every build
   */
  int of(int full, int quick) {
    return switch (this) {
      case QUICK -> quick;
      case TENTH -> Math.max(quick, Math.ceilDiv(full, 10));
      case FULL -> full;
    };
  }
}

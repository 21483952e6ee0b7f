package io.cellar.ui.prefetch;

import io.cellar.engine.EngineStats;
import java.util.OptionalDouble;

/**
 * How fast downloads are, or were when there were some last: what a fetch may hope for while
 * nothing is on the wire. Toolkit-free.
 */
final class LastRate {
  private double rate;

  /** Looks at the engine's figures; to be called now and then. */
  void look(EngineStats stats) {
    boolean active = stats.hosts().stream().anyMatch(host -> host.active() > 0);
    if (active && stats.bytesPerSecond() >= 1) {
      rate = stats.bytesPerSecond();
    }
  }

  /** Bytes per second; empty before the first download. */
  OptionalDouble bytesPerSecond() {
    return rate > 0 ? OptionalDouble.of(rate) : OptionalDouble.empty();
  }
}

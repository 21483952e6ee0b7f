package io.cellar.slice;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * The memory that all renderers of a process have for planes. Each may hold an equal share, so that
 * ten volumes over each other in three panes take no more than one volume does. Thread-safe.
 */
public final class PlaneBudget {
  /** A window has three panes at the most; more volumes share what three renderers would have. */
  private static final int PANES = 3;

  private final long bytes;
  private final AtomicInteger holders = new AtomicInteger();

  /**
   * @param bytes most bytes of all planes together
   */
  public PlaneBudget(long bytes) {
    this.bytes = bytes;
  }

  /** What goes beside the cells, which take a quarter of the heap, in this process. */
  public static PlaneBudget ofProcess() {
    return new PlaneBudget(Runtime.getRuntime().maxMemory() * PANES / 16);
  }

  /** Planes within a share, to be closed. */
  SlicePlanes open() {
    holders.incrementAndGet();
    LongSupplier share =
        () -> Math.min(SlicePlanes.MOST_BYTES, bytes / Math.max(PANES, holders.get()));
    return new SlicePlanes(share, holders::decrementAndGet);
  }
}

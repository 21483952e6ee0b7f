package io.cellar.slice;

import io.cellar.slice.FramePlan.LevelFrame;
import io.cellar.slice.draw.Display;
import io.cellar.slice.geometry.SliceView;
import io.cellar.volume.VolumeDescription;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * What one renderer asks for: blocks that a picture needs, and, when the picture has been handed
 * on, what was put off until then. Used by one thread.
 */
final class FrameRequests {

  /** When a picture asks for the blocks that it misses. */
  enum Timing {
    /** Before it is painted: what is painted tells that they were asked for. */
    FIRST,
    /**
     * After it has been handed on, where coarser voxels stand in for all of them: the first picture
     * of a new place is there sooner, and another one follows.
     */
    LATER
  }

  private final VolumeDescription volume;
  private final Deque<Consumer<BooleanSupplier>> putOff = new ArrayDeque<>();

  FrameRequests(VolumeDescription volume) {
    this.volume = volume;
  }

  /**
   * Sees to it that the planes of a plan are held, those nearest to the pointer, or to the middle,
   * first.
   *
   * @param ask false takes planes out of cells that are in memory, and asks for nothing
   * @return false when cancelled
   */
  boolean load(FramePlan plan, Display display, boolean ask, BooleanSupplier cancelled) {
    SliceView view = plan.view();
    int h = volume.axes().indexOf(view.horizontal());
    int v = volume.axes().indexOf(view.vertical());
    Optional<long[]> pointer = display.pointer();
    double focusH = pointer.map(p -> p[h] + 0.5).orElse(view.centerH());
    double focusV = pointer.map(p -> p[v] + 0.5).orElse(view.centerV());
    for (LevelFrame frame : plan.wanted()) {
      if (!frame.level().load(frame, focusH, focusV, ask, cancelled)) {
        return false;
      }
    }
    return true;
  }

  /** Another place is shown: what was put off for the one before is not wanted any more. */
  void forget() {
    putOff.clear();
  }

  /** Puts something off; it looks now and then at whether it is cancelled. */
  void later(Consumer<BooleanSupplier> request) {
    putOff.add(request);
  }

  /** Puts something off that goes before what was put off for the same picture. */
  void sooner(Consumer<BooleanSupplier> request) {
    putOff.addFirst(request);
  }

  /** Asks for all that was put off, until cancelled; what is left is asked for the next time. */
  void ask(BooleanSupplier cancelled) {
    while (!putOff.isEmpty() && !cancelled.getAsBoolean()) {
      putOff.removeFirst().accept(cancelled);
    }
  }
}

package io.cellar.engine;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes room for a view at a host whose slots are all taken: the youngest of the other requests are
 * sent back to the line, until the view has the slots that are kept for it. What is half done, or
 * will be done in a moment, is left alone. Guarded by the {@link EngineLock}.
 */
final class RoomMaker {
  /** Downloads that take no longer than this usually make room by themselves. */
  private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  private RoomMaker() {}

  static void makeRoom(Host host, long now) {
    int slots = host.slots().slots();
    if (slots < SlotRules.FEWEST_TO_SHARE
        || host.station().waiting(Tier.VISIBLE) == 0
        || host.open().size() < slots) {
      return;
    }
    long others =
        host.open().stream().filter(f -> f.tier() != Tier.VISIBLE && !f.interrupted).count();
    for (InFlightBlock block : List.copyOf(host.open()).reversed()) {
      if (others <= slots - SlotRules.FOR_VISIBLE) {
        return;
      }
      if (block.tier() != Tier.VISIBLE && !block.interrupted && worthEnding(host, block, now)) {
        InFlight.interrupt(block);
        others--;
      }
    }
  }

  private static boolean worthEnding(Host host, InFlightBlock block, long now) {
    long usual = host.usualNanos();
    if (usual != 0 && usual <= SHORT_NANOS) {
      return false;
    }
    double fraction = block.fraction();
    return fraction >= 0 ? fraction < 0.5 : usual == 0 || now - block.startedNanos < usual / 2;
  }
}

package io.cellar.engine;

import java.util.Map;

/**
 * Who may have the next slot of a host. While a view is at work, two slots are kept for what is
 * visible and, if bulk work waits, one for bulk, so that neither starves the other; with fewer than
 * four slots there is nothing to share out.
 */
final class SlotRules {
  static final int FEWEST_TO_SHARE = 4;
  static final int FOR_VISIBLE = 2;
  private static final int FOR_BULK = 1;

  private SlotRules() {}

  /**
   * Whether a request may be opened while a view waits for blocks, or moved a moment ago.
   *
   * @param open open requests of each tier
   * @param slots most open requests
   * @param bulkWaits bulk requests are waiting
   */
  static boolean admit(Tier tier, Map<Tier, Integer> open, int slots, boolean bulkWaits) {
    int all = open.values().stream().mapToInt(Integer::intValue).sum();
    if (all >= slots) {
      return false;
    }
    if (slots < FEWEST_TO_SHARE) {
      return true;
    }
    int bulk = open.getOrDefault(Tier.BULK, 0);
    if (tier != Tier.BULK && bulkWaits && bulk < FOR_BULK && all >= slots - FOR_BULK) {
      return false;
    }
    int notVisible = all - open.getOrDefault(Tier.VISIBLE, 0);
    return tier == Tier.VISIBLE || notVisible < slots - FOR_VISIBLE;
  }
}

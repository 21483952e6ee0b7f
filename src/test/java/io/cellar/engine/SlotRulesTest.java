package io.cellar.engine;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SlotRulesTest {

  @Test
  void slotsAreSharedOutWhileAViewIsAtWork() {
    Map<Tier, Integer> bulkOnly = Map.of(Tier.BULK, 6);
    assertTrue(!SlotRules.admit(Tier.BULK, bulkOnly, 8, true));
    assertTrue(SlotRules.admit(Tier.VISIBLE, bulkOnly, 8, true));
    Map<Tier, Integer> visible = Map.of(Tier.VISIBLE, 7);
    assertTrue(!SlotRules.admit(Tier.VISIBLE, visible, 8, true));
    assertTrue(SlotRules.admit(Tier.BULK, visible, 8, true));
    assertTrue(SlotRules.admit(Tier.VISIBLE, visible, 8, false));
    assertTrue(SlotRules.admit(Tier.BULK, Map.of(Tier.BULK, 2), 3, true));
    assertTrue(!SlotRules.admit(Tier.VISIBLE, Map.of(Tier.VISIBLE, 3), 3, false));
  }
}

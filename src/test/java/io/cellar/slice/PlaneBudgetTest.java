package io.cellar.slice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlaneBudgetTest {
  @Test
  void allTogetherNeverMayHoldMoreThanTheBudget() {
    PlaneBudget budget = new PlaneBudget(9_000);
    List<SlicePlanes> open = new ArrayList<>();
    for (int n = 1; n <= 24; n++) {
      open.add(budget.open());
      assertEquals(9_000 / Math.max(3, n), open.getFirst().maxBytes());
    }
    open.forEach(SlicePlanes::close);
    open.forEach(SlicePlanes::close);
    assertEquals(3_000, budget.open().maxBytes());
  }

  @Test
  void nobodyHoldsMoreThanIsUseful() {
    assertEquals(SlicePlanes.MOST_BYTES, new PlaneBudget(Long.MAX_VALUE / 4).open().maxBytes());
  }
}

package io.cellar.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultPlanTest {

  private static Map<String, Integer> drawn(FaultPlan plan, int requests) {
    Map<String, Integer> counts = new TreeMap<>();
    for (int n = 0; n < requests; n++) {
      String kind = plan.choose("/v/" + n, 0).map(FaultPlan.Chosen::kind).orElse("none");
      counts.merge(kind, 1, Integer::sum);
    }
    return counts;
  }

  @Test
  void sharesAreKept() {
    Map<String, Integer> counts =
        drawn(FaultPlan.parse(List.of("drop=0.2", "503-seconds=0.1"), 7), 10_000);
    assertEquals(2000, counts.get("drop"), 200);
    assertEquals(1000, counts.get("503-seconds"), 150);
    assertEquals(7000, counts.get("none"), 250);
  }

  @Test
  void theSameSeedHitsTheSameRequestsAndEachTryIsDrawnAnew() {
    FaultPlan a = FaultPlan.parse(List.of("drop=0.5"), 3);
    FaultPlan b = FaultPlan.parse(List.of("drop=0.5"), 3);
    FaultPlan other = FaultPlan.parse(List.of("drop=0.5"), 4);
    int differs = 0;
    int again = 0;
    for (int n = 0; n < 200; n++) {
      boolean hit = a.choose("/" + n, 0).isPresent();
      assertEquals(hit, b.choose("/" + n, 0).isPresent());
      differs += hit == other.choose("/" + n, 0).isPresent() ? 0 : 1;
      again += hit == a.choose("/" + n, 1).isPresent() ? 0 : 1;
    }
    assertTrue(differs > 50 && again > 50, differs + " and " + again);
  }

  @Test
  void anOutageIsALengthOfTime() {
    assertEquals(Duration.ofMillis(1500), FaultPlan.parse(List.of("outage=1.5"), 0).outage());
  }

  @Test
  void everyKindCanBeNamed() {
    for (String kind : FaultPlan.kinds()) {
      assertEquals(Map.of(kind, 5), drawn(FaultPlan.always(kind), 5));
    }
    assertEquals(Map.of("418", 3), drawn(FaultPlan.always("418"), 3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"drop", "drop=", "drop=x", "drop=-0.1", "drop=1.1", "nothing=0.1", "200=0.1", "="})
  void whatCannotBeRead(String text) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> FaultPlan.parse(List.of(text), 0));
    assertTrue(e.getMessage().startsWith("fault \""), e.getMessage());
  }

  @Test
  void sharesMustNotExceedOneTogether() {
    assertThrows(
        IllegalArgumentException.class, () -> FaultPlan.parse(List.of("drop=0.6", "html=0.6"), 0));
  }
}

package io.cellar.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatencyMeterTest {
  private final VirtualTime time = new VirtualTime();
  private final LatencyMeter meter = new LatencyMeter(time);

  private static long millis(long n) {
    return TimeUnit.MILLISECONDS.toNanos(n);
  }

  @Test
  void nothingIsKnownAtFirst() {
    assertEquals(Latency.NONE, meter.summary());
  }

  @Test
  void medianAndNinetyFifthPercentileByNearestRank() {
    for (int n = 100; n >= 1; n--) {
      meter.add(millis(n));
    }
    assertEquals(new Latency(100, 0.050, 0.095), meter.summary());
  }

  @Test
  void onlyTheLastMinuteCounts() {
    meter.add(millis(900));
    time.advance(Duration.ofSeconds(40));
    meter.add(millis(10));
    time.advance(Duration.ofSeconds(30));
    assertEquals(new Latency(1, 0.010, 0.010), meter.summary());
  }

  @Test
  void onlyTheNewestAreKept() {
    for (int n = 0; n < 1500; n++) {
      meter.add(millis(n < 476 ? 5000 : 20));
    }
    assertEquals(new Latency(1024, 0.020, 0.020), meter.summary());
  }
}

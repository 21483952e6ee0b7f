package io.cellar.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateMeterTest {

  @Test
  void aMinutesAverageDoesNotJump() {
    VirtualTime time = new VirtualTime();
    RateMeter quick = new RateMeter(time);
    RateMeter calm = RateMeter.overAMinute(time);
    for (int second = 0; second < 120; second++) {
      long amount = second % 10 == 0 ? 100 : 0; // in bursts
      quick.add(amount);
      calm.add(amount);
      time.advance(Duration.ofSeconds(1));
      if (second >= 60) {
        assertEquals(10, calm.perSecond(), 2);
      }
    }
    assertEquals(0, quick.perSecond());
  }
}

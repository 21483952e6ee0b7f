package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cellar.ui.JobRow.Left;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class JobSpeedTest {
  private final JobSpeed speed = new JobSpeed();
  private long had;
  private int second;

  /** So many blocks a second, for so many seconds. */
  private void run(int seconds, int each) {
    for (int n = 0; n < seconds; n++) {
      had += each;
      speed.add(TimeUnit.SECONDS.toNanos(second++), had);
    }
  }

  private static Optional<Left> left(int least, int most) {
    return Optional.of(new Left(Duration.ofSeconds(least), Duration.ofSeconds(most)));
  }

  @Test
  void asLongAsLittleIsKnownNothingIsTold() {
    assertEquals(Optional.empty(), speed.left(100));
    run(10, 5);
    assertEquals(Optional.empty(), speed.left(100));
    run(1, 5);
    assertEquals(left(20, 20), speed.left(100));
  }

  @Test
  void itIsARangeFromTheQuickestToTheSlowestOfTheLastMinute() {
    run(15, 100);
    run(20, 10);
    run(20, 5);
    assertEquals(left(10, 200), speed.left(1000));
    run(20, 5);
    assertEquals(left(100, 200), speed.left(1000), "it was quicker more than a minute ago");
  }

  @Test
  void asLongAsNothingComesItCannotBeTold() {
    run(15, 10);
    run(10, 0);
    assertEquals(Optional.empty(), speed.left(1000));
    run(1, 10);
    assertEquals(left(100, 1000), speed.left(1000));
  }

  @Test
  void blocksThatAWorkerLostAreNoSpeed() {
    run(15, 10);
    had -= 100;
    run(11, 10);
    assertEquals(left(100, 100), speed.left(1000));
    speed.forget();
    assertEquals(Optional.empty(), speed.left(1000));
  }
}

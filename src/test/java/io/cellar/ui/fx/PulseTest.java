package io.cellar.ui.fx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cellar.ui.Fx;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is on show at rest is how things are. */
@ExtendWith(Fx.class)
class PulseTest {

  @Test
  void listenersLookOnceMoreAfterWhatChangedByItself() {
    endsUnseen(Pulse::changingWhile);
  }

  @Test
  void listenersLookOnceMoreAfterItWasBusy() {
    endsUnseen(Pulse::busyWhile);
  }

  private interface Condition {
    void on(Pulse pulse, java.util.function.BooleanSupplier condition);
  }

  /** The condition ends behind the back of the listener that tells of it, and nobody wakes it. */
  private static void endsUnseen(Condition kind) {
    AtomicBoolean lasts = new AtomicBoolean(true);
    AtomicReference<Boolean> told = new AtomicReference<>();
    AtomicBoolean end = new AtomicBoolean();
    Pulse pulse =
        Fx.call(
            () -> {
              Pulse made = new Pulse();
              kind.on(made, lasts::get);
              made.often(() -> told.set(lasts.get()));
              made.often(() -> lasts.set(!end.get()));
              made.start();
              return made;
            });
    Fx.await("it is told that it lasts", () -> Boolean.TRUE.equals(told.get()));
    Fx.frames(90); // longer than news last
    end.set(true);
    Fx.await("it has ended", () -> !lasts.get());
    Fx.await("the end is told", () -> Boolean.FALSE.equals(told.get()));
    Fx.await("it rests", pulse::isAtRest);
    assertEquals(false, told.get());
    Fx.run(pulse::stop);
  }
}

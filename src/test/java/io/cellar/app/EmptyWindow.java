package io.cellar.app;

import io.cellar.ui.Fx;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Group;
import javafx.scene.Scene;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.stage.Stage;

/**
 * The least that a window costs here: it holds one picture of its size, and an event does nothing
 * but hand the same pixels over anew. Fields belong to the JavaFX thread.
 */
final class EmptyWindow {
  private static final double PULSE_NANOS = 1e9 / 60;
  private static final double SETTLE_SECONDS = 0.5;

  private final PixelBuffer<IntBuffer> pixels;
  private final Stage stage = new Stage();
  private final double[] millis;
  private int pulses;
  private int missed;
  private long lastPulse = System.nanoTime();

  private EmptyWindow(int width, int height, int events) {
    pixels =
        new PixelBuffer<>(
            width, height, IntBuffer.allocate(width * height), PixelFormat.getIntArgbPreInstance());
    millis = new double[events];
    ImageView view = new ImageView(new WritableImage(pixels));
    stage.setScene(new Scene(new Group(view), width, height));
    stage.setX(0);
    stage.setY(0);
    stage.show();
  }

  /**
   * Measures as {@link FrameMeter} does. Another window must not be shown meanwhile.
   *
   * @param gap mean time between two events in milliseconds
   */
  static FrameMeter.Result measure(int width, int height, int events, double gap) {
    EmptyWindow window = Fx.call(() -> new EmptyWindow(width, height, events));
    Fx.frames((int) (60 * SETTLE_SECONDS));
    AnimationTimer timer =
        new AnimationTimer() {
          @Override
          public void handle(long now) {
            window.pulse();
          }
        };
    window.fire((int) (1000 / gap), gap);
    Fx.run(
        () -> {
          window.lastPulse = System.nanoTime();
          timer.start();
        });
    ThreadWork begun = ThreadWork.now();
    window.fire(events, gap);
    FrameMeter.Result result =
        Fx.call(() -> window.result(ThreadWork.now().since(begun).per(window.pulses)));
    Fx.run(
        () -> {
          timer.stop();
          window.stage.close();
        });
    return result;
  }

  private void fire(int events, double gap) {
    SplittableRandom random = new SplittableRandom(events);
    AtomicInteger answered = new AtomicInteger();
    long next = System.nanoTime();
    for (int n = 0; n < events; n++) {
      next += (long) (gap * 1e6 * random.nextDouble(0.5, 1.5));
      while (next - System.nanoTime() > 0) {
        LockSupport.parkNanos(next - System.nanoTime());
      }
      int number = n;
      long posted = System.nanoTime();
      Platform.runLater(
          () -> {
            pixels.updateBuffer(all -> null);
            millis[number % millis.length] = (System.nanoTime() - posted) / 1e6;
            answered.incrementAndGet();
          });
    }
    Fx.await("all events are answered", () -> answered.get() == events);
  }

  private void pulse() {
    long now = System.nanoTime();
    int passed = Math.max(1, (int) Math.round((now - lastPulse) / PULSE_NANOS));
    pulses += passed;
    missed += passed - 1;
    lastPulse = now;
  }

  private FrameMeter.Result result(ThreadWork work) {
    double[] sorted = millis.clone();
    Arrays.sort(sorted);
    return new FrameMeter.Result(sorted, 0, pulses, missed, 0, 0, work);
  }
}

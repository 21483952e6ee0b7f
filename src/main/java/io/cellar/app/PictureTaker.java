package io.cellar.app;

import io.cellar.description.Problem;
import io.cellar.input.FileTrouble;
import io.cellar.thread.Threads;
import io.cellar.ui.OpenOutcome;
import io.cellar.ui.fx.WindowPicture;
import io.cellar.ui.window.MainWindow;
import io.cellar.ui.window.VolumeView;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import javafx.animation.AnimationTimer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until all that a window shows has settled, saves a picture of the window, and ends it. */
final class PictureTaker {
  private static final Logger LOG = LoggerFactory.getLogger(PictureTaker.class);
  private static final long QUIET_NANOS = Duration.ofMillis(1200).toNanos();
  private static final int FAILED = 1;
  private static final int REFUSED = 2;
  private static final int NO_ROOM = 4;
  private static final long LONGEST_NANOS = Duration.ofSeconds(90).toNanos();

  private final Path file;
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile int exitCode = FAILED;

  PictureTaker(Path file) {
    this.file = file;
  }

  /**
   * Waits for the end: 0 when the picture is written, 2 when a description was refused, 4 when the
   * disk is full, else 1.
   */
  int exitCode() throws InterruptedException {
    done.await();
    return exitCode;
  }

  /** Starts to wait. JavaFX thread. */
  void watch(MainWindow window) {
    long start = System.nanoTime();
    new AnimationTimer() {
      private long quietSince = start;

      @Override
      public void handle(long now) {
        if (!window.refused().isEmpty()) {
          stop();
          giveUp(window);
          return;
        }
        if (!isComplete(window)) {
          quietSince = System.nanoTime();
        }
        boolean late = System.nanoTime() - start > LONGEST_NANOS;
        if (late) {
          LOG.warn("not all was there in time; the picture shows what was");
        }
        if (late || System.nanoTime() - quietSince > QUIET_NANOS) {
          stop();
          take(window);
        }
      }
    }.start();
  }

  /** True when everything on show shows all that can be had now, and nothing is still to come. */
  private static boolean isComplete(MainWindow window) {
    return window.view().get().filter(VolumeView::isSettled).isPresent() && !window.isOpening();
  }

  /** Something was not opened: a picture without it would lie. */
  private void giveUp(MainWindow window) {
    for (OpenOutcome.Refused refused : window.refused()) {
      for (String problem : refused.problems()) {
        LogFile.say(Problem.at(problem, refused.location()));
      }
    }
    exitCode = REFUSED;
    done.countDown();
    window.stage().hide();
  }

  private void take(MainWindow window) {
    try {
      BufferedImage picture = WindowPicture.of(window.stage().getScene());
      Thread writer = Threads.virtual("window-picture", () -> write(picture));
      try {
        writer.start();
      } catch (OutOfMemoryError e) {
        LOG.debug("no thread for the picture", e);
        write(picture); // better late than never
      }
    } catch (RuntimeException | Error e) {
      LOG.error("the picture could not be taken", e);
      done.countDown();
    } finally {
      window.stage().hide();
    }
  }

  private void write(BufferedImage picture) {
    try {
      WindowPicture.write(picture, file);
      exitCode = 0;
      LogFile.say("the picture of the window is in " + file.toAbsolutePath());
    } catch (IOException e) {
      exitCode = FileTrouble.isNoRoom(e) ? NO_ROOM : FAILED;
      LogFile.say(FileTrouble.notWritten(file.toAbsolutePath(), e));
      LOG.debug("the picture was not written", e);
    } finally {
      done.countDown();
    }
  }
}

package io.cellar.app;

import io.cellar.description.Problem;
import io.cellar.engine.EngineStats;
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
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import javafx.animation.AnimationTimer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until all that a window shows has settled, or will not within reasonable time, saves a
 * picture of the window, and ends it. What is not there is a gap in the picture, which is told.
 */
final class PictureTaker {
  private static final Logger LOG = LoggerFactory.getLogger(PictureTaker.class);
  private static final long QUIET_NANOS = Duration.ofMillis(1200).toNanos();

  /** As those of all commands. */
  private static final int FAILED = 1;

  private static final int REFUSED = 2;
  private static final int GAPS = 3;
  private static final int NO_ROOM = 4;
  private static final int UNREACHABLE = 5;

  private final Path file;
  private final Supplier<EngineStats> stats;
  private final Patience patience;
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile int exitCode = FAILED;

  /**
   * How long is waited.
   *
   * @param all for everything
   * @param away for a host that does not answer, and without which nothing more comes
   */
  record Patience(Duration all, Duration away) {
    static final Patience USUAL = new Patience(Duration.ofSeconds(90), Duration.ofSeconds(10));
  }

  /**
   * Takes a picture once.
   *
   * @param stats what the engine is doing
   */
  PictureTaker(Path file, Supplier<EngineStats> stats, Patience patience) {
    this.file = file;
    this.stats = stats;
    this.patience = patience;
  }

  /**
   * Waits for the end: 0 when a picture of all is written, 3 when of some blocks it has gaps only,
   * 5 when that is since a host does not answer; 2 or 5 when a volume was refused, 4 when the disk
   * is full, else 1.
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
      private long heardSince = start;

      @Override
      public void handle(long pulse) {
        long now = System.nanoTime();
        if (!window.refused().isEmpty()) {
          stop();
          giveUp(window);
          return;
        }
        PictureGaps gaps = PictureGaps.of(window, stats.get());
        if (!isComplete(window)) {
          quietSince = now;
        }
        if (gaps.away().isEmpty()) {
          heardSince = now;
        }
        boolean late = now - start > patience.all().toNanos();
        if (late && (window.view().get().isEmpty() || window.isOpening())) {
          stop();
          nothingOpened(window);
        } else if (late
            || now - heardSince > patience.away().toNanos()
            || now - quietSince > QUIET_NANOS) {
          stop();
          take(window, gaps);
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
    List<OpenOutcome.Refused> all = window.refused();
    for (OpenOutcome.Refused refused : all) {
      for (String problem : refused.problems()) {
        LogFile.say(Problem.at(problem, refused.location()));
      }
    }
    end(window, all.stream().allMatch(OpenOutcome.Refused::away) ? UNREACHABLE : REFUSED);
  }

  private void nothingOpened(MainWindow window) {
    LogFile.say("not all was open within " + patience.all().toSeconds() + " s; no picture is made");
    end(window, FAILED);
  }

  private void end(MainWindow window, int code) {
    exitCode = code;
    done.countDown();
    window.stage().hide();
  }

  private void take(MainWindow window, PictureGaps gaps) {
    try {
      BufferedImage picture = WindowPicture.of(window.stage().getScene());
      Thread writer = Threads.virtual("window-picture", () -> write(picture, gaps));
      try {
        writer.start();
      } catch (OutOfMemoryError e) {
        LOG.debug("no thread for the picture", e);
        write(picture, gaps); // better late than never
      }
    } catch (RuntimeException | Error e) {
      LOG.error("the picture could not be taken", e);
      done.countDown();
    } finally {
      window.stage().hide();
    }
  }

  private void write(BufferedImage picture, PictureGaps gaps) {
    try {
      WindowPicture.write(picture, file);
      String where = "the picture of the window is in " + file.toAbsolutePath();
      LogFile.say(gaps.words().map(why -> why + "; " + where + ", with gaps").orElse(where));
      exitCode = gaps.away().isPresent() ? UNREACHABLE : gaps.words().isPresent() ? GAPS : 0;
    } catch (IOException e) {
      exitCode = FileTrouble.isNoRoom(e) ? NO_ROOM : FAILED;
      LogFile.say(FileTrouble.notWritten(file.toAbsolutePath(), e));
      LOG.debug("the picture was not written", e);
    } finally {
      done.countDown();
    }
  }
}

package io.cellar.app;

import io.cellar.download.DownloadStats;
import io.cellar.ui.WindowActions;
import io.cellar.ui.fx.WindowPicture;
import io.cellar.ui.window.MainWindow;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import javafx.animation.AnimationTimer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits until the slices of a window are complete, saves a picture of the window, and ends it. */
final class PictureTaker {
  private static final Logger LOG = LoggerFactory.getLogger(PictureTaker.class);
  private static final long QUIET_NANOS = Duration.ofMillis(700).toNanos();
  private static final long LONGEST_NANOS = Duration.ofSeconds(90).toNanos();

  private final Path file;
  private final WindowActions actions;
  private final CountDownLatch done;
  private volatile boolean succeeded;

  PictureTaker(Path file, WindowActions actions, CountDownLatch done) {
    this.file = file;
    this.actions = actions;
    this.done = done;
  }

  /** True when the picture is written. */
  boolean succeeded() {
    return succeeded;
  }

  /** Starts to wait. JavaFX thread. */
  void watch(MainWindow window) {
    long start = System.nanoTime();
    new AnimationTimer() {
      private long quietSince = start;

      @Override
      public void handle(long now) {
        boolean open = window.view().get().isPresent();
        if (!open || isBusy(actions.downloads())) {
          quietSince = System.nanoTime();
        }
        boolean late = System.nanoTime() - start > LONGEST_NANOS;
        if (late) {
          LOG.warn("the slices were not complete in time; the picture shows them as they are");
        }
        if (late || System.nanoTime() - quietSince > QUIET_NANOS) {
          stop();
          take(window);
        }
      }
    }.start();
  }

  private static boolean isBusy(DownloadStats stats) {
    int queued = stats.queued().values().stream().mapToInt(Integer::intValue).sum();
    int active = stats.hosts().stream().mapToInt(DownloadStats.HostStats::active).sum();
    return queued > 0 || active > 0 || stats.fetched() + stats.readFromDisk() == 0;
  }

  private void take(MainWindow window) {
    BufferedImage picture = WindowPicture.of(window.stage().getScene());
    Thread.ofVirtual().name("picture").start(() -> write(picture));
  }

  private void write(BufferedImage picture) {
    try {
      WindowPicture.write(picture, file);
      succeeded = true;
      System.err.println("cellar: the picture of the window is in " + file.toAbsolutePath());
    } catch (IOException e) {
      LOG.error("the picture {} was not written", file, e);
    } finally {
      done.countDown();
    }
  }
}

package io.cellar.ui.picture;

import io.cellar.slice.SlicePicture;
import io.cellar.thread.Threads;
import io.cellar.ui.pane.SliceCamera;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renders the slices of a picture on a thread of its own, again and again until every block of them
 * is there or is known not to come. Started on the JavaFX thread; all methods return at once and
 * may be called on any thread.
 */
final class PictureJob implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PictureJob.class);
  private static final long PAUSE_MILLIS = 150;

  private final PicturePlan plan;
  private final List<SliceCamera> cameras;
  private final CompletableFuture<List<SlicePicture>> first = new CompletableFuture<>();
  private final CompletableFuture<List<SlicePicture>> whole = new CompletableFuture<>();
  private final Thread thread;
  private volatile List<SlicePicture> newest = List.of();
  private volatile boolean closed;

  /** Starts to render. */
  PictureJob(PicturePlan plan) {
    this.plan = plan;
    this.cameras = plan.shots().stream().map(s -> s.pane().camera()).toList();
    this.thread = Threads.platform("picture", this::run);
    thread.start();
  }

  /** What is rendered. */
  PicturePlan plan() {
    return plan;
  }

  /** Completed with the slices as soon as there are any, with holes perhaps. */
  CompletableFuture<List<SlicePicture>> first() {
    return first;
  }

  /** Completed with the slices when nothing more will come. */
  CompletableFuture<List<SlicePicture>> whole() {
    return whole;
  }

  /** The newest slices, in the order of the plan's shots; empty while there are none. */
  Optional<List<SlicePicture>> newest() {
    return first.isDone() ? Optional.of(newest) : Optional.empty();
  }

  private void run() {
    try {
      while (!closed && !whole.isDone()) {
        long began = System.nanoTime();
        round();
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        if (!whole.isDone()) {
          // Large pictures take long; half of the time is left to others.
          Thread.sleep(Math.max(PAUSE_MILLIS, took));
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("the picture is not wanted any more");
    } catch (RuntimeException | OutOfMemoryError e) {
      first.completeExceptionally(e);
      whole.completeExceptionally(e);
    } finally {
      cameras.forEach(SliceCamera::close);
      first.cancel(false);
      whole.cancel(false);
    }
  }

  private void round() {
    List<SlicePicture> pictures = new ArrayList<>();
    for (int n = 0; n < cameras.size(); n++) {
      Optional<SlicePicture> picture =
          cameras.get(n).render(plan.shots().get(n).view(), () -> closed);
      if (picture.isEmpty()) {
        return;
      }
      pictures.add(picture.get());
    }
    newest = List.copyOf(pictures);
    first.complete(newest);
    if (pictures.stream().noneMatch(SlicePicture::loading)) {
      whole.complete(newest);
    }
  }

  /** Gives up; what is rendered stays. May be called twice. */
  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}

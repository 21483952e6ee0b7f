package io.cellar.slice;

import io.cellar.slice.draw.Display;
import io.cellar.slice.geometry.SliceView;
import io.cellar.thread.MixedLock;
import io.cellar.thread.Threads;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renders on a thread of its own. Requests coalesce: the newest view wins, and a running frame is
 * given up for a newer one when it takes long, unless the target has waited long for a picture, so
 * that a view that never rests still moves on the screen.
 *
 * <p>The picture is made again by itself when blocks of it arrive or change, at most once in 16 ms,
 * and continuously while any block of it is being downloaded. All methods return at once and may be
 * called on any thread.
 */
public final class Painter implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Painter.class);

  /** Least time between two pictures that nobody asked for. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(16);

  /** Time between two pictures of a shimmer. */
  private static final long SHIMMER_NANOS = TimeUnit.MILLISECONDS.toNanos(40);

  /** After so long without a picture a frame is finished even if a newer view waits. */
  private static final long OVERDUE_NANOS = TimeUnit.MILLISECONDS.toNanos(33);

  /**
   * A frame is not given up before it has taken so long: it is probably ready sooner than later.
   */
  private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(12);

  /** After so long a view's blocks are asked for even if a newer view waits. */
  private static final long UNASKED_NANOS = TimeUnit.MILLISECONDS.toNanos(80);

  /** Asking waits so long, in milliseconds, until the pictures of all panes are seen. */
  private static final long UNSEEN_MILLIS = 12;

  private final SliceStack stack;
  private final PanePacing pacing;
  private final RenderTarget target;
  private final Thread thread;
  private final MixedLock lock = new MixedLock();
  private final Condition changed = lock.newCondition();

  /** The newest wish; guarded by the lock. */
  private Wish wish;

  /** True while the newest view has not been begun; written under the lock. */
  private volatile boolean newer;

  /** When a picture that nobody asked for is due, {@link Long#MAX_VALUE} for never; guarded. */
  private long repaintAt = Long.MAX_VALUE;

  private volatile long lastPicture = System.nanoTime();

  /** When all was asked for; the painter's own. */
  private long lastAsked = System.nanoTime();

  /** When the frame was begun that is being made; the painter's own. */
  private long begun;

  private volatile boolean closed;

  /** What is to be painted. */
  private record Wish(SliceView view, List<SliceLayer> layers, boolean dark, FetchLimit limit) {}

  /**
   * Starts the thread.
   *
   * @param reference the volume whose coordinates views count in
   * @param target is given each picture on that thread
   */
  public Painter(SliceRenderer reference, RenderTarget target) {
    this(reference, target, new PanePacing());
  }

  /**
   * Starts the thread of one of several panes.
   *
   * @param reference the volume whose coordinates views count in
   * @param target is given each picture on that thread
   * @param pacing shared by the panes
   */
  public Painter(SliceRenderer reference, RenderTarget target, PanePacing pacing) {
    this.stack = new SliceStack(reference);
    this.pacing = pacing;
    this.target = target;
    this.thread = Threads.platform("painter", this::run);
    thread.start();
  }

  /** Paints a view of the reference alone as soon as possible, within the default limit. */
  public void request(SliceView view, Display display) {
    request(view, display, FetchLimit.DEFAULT);
  }

  /** Paints a view of the reference alone as soon as possible, within a limit. */
  public void request(SliceView view, Display display, FetchLimit limit) {
    request(view, List.of(stack.alone(display)), display.dark(), limit);
  }

  /**
   * Paints a view as soon as possible.
   *
   * @param layers the volumes to show, the lowest first
   * @param dark true in a dark window
   * @param limit how much each of them may ask for
   */
  public void request(SliceView view, List<SliceLayer> layers, boolean dark, FetchLimit limit) {
    for (SliceLayer layer : layers) {
      layer.renderer().onChange(this::refresh);
    }
    lock.lock();
    try {
      if (closed) {
        return;
      }
      wish = new Wish(view, List.copyOf(layers), dark, limit);
      newer = true;
      pacing.begin(this);
      changed.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Fetches what the present view needs, however much it is, until another view is requested. */
  public void fetchAnyway() {
    lock.lock();
    try {
      if (wish != null) {
        wish = new Wish(wish.view(), wish.layers(), wish.dark(), FetchLimit.NONE);
        newer = true;
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * The target's newest picture is where the screen takes it from. A target that does not tell is
   * not waited for long.
   */
  public void seen() {
    endTurn();
  }

  /** Paints the present view again soon. */
  public void refresh() {
    repaintBy(lastPicture + PAUSE_NANOS);
  }

  private void repaintBy(long time) {
    lock.lock();
    try {
      if (repaintAt == Long.MAX_VALUE || time - repaintAt < 0) {
        repaintAt = time;
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (true) {
        paint(next());
      }
    } catch (InterruptedException e) {
      LOG.debug("painter ends");
    }
  }

  /** Waits for something to paint. */
  private Wish next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (wish == null || !newer) {
        if (wish == null || repaintAt == Long.MAX_VALUE) {
          changed.await();
        } else if (changed.awaitNanos(repaintAt - System.nanoTime()) <= 0 && due()) {
          break;
        }
      }
      newer = false;
      repaintAt = Long.MAX_VALUE;
      return wish;
    } finally {
      lock.unlock();
    }
  }

  private boolean due() {
    return repaintAt != Long.MAX_VALUE && System.nanoTime() - repaintAt >= 0;
  }

  private void paint(Wish now) throws InterruptedException {
    begun = System.nanoTime();
    try {
      Optional<SlicePicture> picture =
          stack.render(
              now.view(),
              now.layers(),
              now.dark(),
              now.limit(),
              FrameRequests.Timing.LATER,
              this::cancelled);
      if (picture.isPresent() && !closed) {
        lastPicture = System.nanoTime();
        target.painted(picture.get());
        ask(now);
        if (picture.get().downloading()) {
          repaintBy(lastPicture + SHIMMER_NANOS);
        }
      }
    } catch (RuntimeException e) {
      // One picture that cannot be made must not end the pane; the next view is tried again.
      if (!closed) {
        LOG.error("a picture of {} could not be made", stack.name(), e);
      }
    } finally {
      endTurn();
    }
  }

  /** A newer view asks for itself; but one that never rests must not keep all from being asked. */
  private void ask(Wish now) throws InterruptedException {
    pacing.awaitAsking(UNSEEN_MILLIS, () -> closed || newer);
    try {
      BooleanSupplier hurry =
          () -> closed || newer && System.nanoTime() - lastAsked < UNASKED_NANOS;
      now.layers().forEach(layer -> layer.renderer().lookAhead(hurry));
      if (!hurry.getAsBoolean()) {
        lastAsked = System.nanoTime();
      }
    } finally {
      pacing.asked();
    }
  }

  private void endTurn() {
    lock.lock();
    try {
      if (!newer) {
        pacing.end(this);
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean cancelled() {
    long now = System.nanoTime();
    return closed || newer && now - begun > SHORT_NANOS && now - lastPicture < OVERDUE_NANOS;
  }

  /** Ends the thread; the target is not called any more. May be called twice. Does not wait. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      pacing.end(this);
      if (wish != null) {
        wish.layers().forEach(layer -> layer.renderer().onChange(() -> {}));
      }
    } finally {
      lock.unlock();
    }
    thread.interrupt();
  }
}

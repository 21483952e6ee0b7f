package io.cellar.app;

import com.sun.management.UnixOperatingSystemMXBean;
import io.cellar.sample.ServerOptions;
import io.cellar.slice.SlicePicture;
import io.cellar.ui.Fx;
import io.cellar.ui.pane.SlicePane;
import io.cellar.volume.Roi;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Flies around for minutes in a small heap; a program, for a JVM of its own. Writes what it needed
 * meanwhile, and ends with an exception when that grows, when anything threw, or when a picture is
 * not the data at the end.
 */
final class WindowEndurance {
  private static final Duration LATENCY = Duration.ofMillis(30);
  private static final int PLACES = 6;
  private static final int COLLECTIONS = 4;
  private static final long SEED = 20260;

  /** Connections and helpers of pools come and go. */
  private static final int SPARE_THREADS = 12;

  private static final int SPARE_FILES = 48;
  private static final long SPARE_HEAP = 24L << 20;

  /** A part of the volume, so that the disk does not fill in ten minutes. */
  private static final Roi WITHIN =
      new Roi(new long[] {200, 200, 200}, new long[] {900, 1900, 1900});

  private final SampleWindow window;
  private final Flight flight;
  private final EnduranceReport report = new EnduranceReport();
  private final AtomicReference<Throwable> thrown = new AtomicReference<>();

  private WindowEndurance(SampleWindow window) {
    this.window = window;
    this.flight = new Flight(window, WITHIN, SEED);
  }

  /**
   * Flies.
   *
   * @param args an empty folder to work in, the file of the report, and minutes
   */
  public static void main(String[] args) throws Exception {
    Fx.start();
    int code = 1;
    try (SampleWindow window =
        new SampleWindow(Path.of(args[0]), ServerOptions.DEFAULT.withLatency(LATENCY), 1280, 860)) {
      new WindowEndurance(window).run(Path.of(args[1]), Double.parseDouble(args[2]));
      code = 0;
    } catch (Exception | AssertionError e) {
      e.printStackTrace(System.err);
    }
    // The toolkit's thread would keep a process alive that failed.
    System.exit(code);
  }

  private void run(Path file, double minutes) throws Exception {
    Thread.setDefaultUncaughtExceptionHandler((thread, e) -> thrown.compareAndSet(null, e));
    window.open();
    long start = System.nanoTime();
    long whole = (long) (minutes * 60e9);
    List<EnduranceReport.Sample> samples = new ArrayList<>();
    for (int part = 1; part <= 10; part++) {
      long until = start + whole * part / 10;
      flight.run(() -> System.nanoTime() - until > 0);
      window.rest();
      samples.add(sample(start));
      report.row(samples.getLast());
    }
    long wrong = comparePictures();
    report.note("wrong pixels in the pictures of " + PLACES + " places at the end: " + wrong);
    report.note("events: " + flight.events() + ", seed " + SEED);
    report.write(file);
    require(thrown.get() == null, "something threw: " + thrown.get());
    require(wrong == 0, wrong + " wrong pixels, see " + file);
    // The first part fills the memory: it grows from then on, or it does not.
    bounded(samples.get(1), samples.getLast());
  }

  private static void bounded(EnduranceReport.Sample early, EnduranceReport.Sample late) {
    require(late.threads() <= early.threads() + SPARE_THREADS, "more threads: " + early + late);
    require(late.files() <= early.files() + SPARE_FILES, "more open files: " + early + late);
    // Caches fill up to their bounds; beside them nothing may grow.
    require(late.rest() <= early.rest() + SPARE_HEAP, "more memory: " + early + late);
  }

  private EnduranceReport.Sample sample(long start) {
    long heap = Long.MAX_VALUE;
    for (int n = 0; n < COLLECTIONS; n++) {
      // What is on its way through engine and server at one moment has gone at the next.
      Fx.frames(10);
      System.gc();
      heap = Math.min(heap, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }
    var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    var stats = window.downloads();
    return new EnduranceReport.Sample(
        (System.nanoTime() - start) / 60e9,
        flight.events(),
        heap,
        Fx.call(this::held),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        system.getOpenFileDescriptorCount(),
        stats.fetched(),
        stats.readFromDisk(),
        stats.failedCount());
  }

  private long held() {
    long planes =
        window.view().panes().stream().mapToLong(p -> p.renderer().planes().bytes()).sum();
    return planes + window.view().volume().figures().cellBytes();
  }

  /** Goes to some places, waits until everything has come, and looks at every pixel. */
  private long comparePictures() {
    PictureOracle oracle = new PictureOracle();
    Fx.run(() -> window.view().contrast().reset());
    Fx.run(() -> window.options().blockGrid().set(false));
    long wrong = 0;
    for (int n = 0; n < PLACES; n++) {
      flight.jump();
      window.rest();
      for (SlicePane pane : Fx.call(window::visible)) {
        SlicePicture picture = pane.shownPicture().orElseThrow();
        int[] argb = Fx.call(() -> pane.shownPicture().orElseThrow().argb().clone());
        wrong += oracle.wrongPixels(picture, argb);
      }
    }
    return wrong;
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException(otherwise);
    }
  }
}

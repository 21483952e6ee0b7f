package io.cellar.app;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of {@code target/frames.md}. */
final class FramesReport {
  private static final List<String> WORK_HEAD =
      List.of(
          "",
          "What the pictures of a frame cost, beside what this machine needs for a copy and a"
              + " look-up (byte to colour, one after another) of the pixels of all panes: means in"
              + " milliseconds of processor time, measured in turns.",
          "",
          "| what | pixels made | copy | look-up | pictures | median | highest | garbage | pictures"
              + " / (copy + look-up) | of the median | goal | |",
          "|--|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--|");

  private static final List<String> WORK_FOOT =
      List.of(
          "",
          "Garbage are kilobytes of the heap that a frame takes. Until the heap has grown to what"
              + " the garbage collector makes of it, all of it is fresh memory, page by page.");

  private static final List<String> ROWS_HEAD =
      List.of(
          "",
          "Milliseconds from an input event, put into the window's queue, to the pixels of all"
              + " panes handed to `PixelBuffer.updateBuffer`. The empty window holds one picture"
              + " and hands it over at each event: what it takes is the toolkit's and the"
              + " machine's.",
          "",
          "| what | size | events | median | 95 % | 99 % | most | pulses | missed | JavaFX thread |"
              + " renderer | painters | superseded | collections |",
          "|--|--|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|");

  private static final List<String> ROWS_FOOT =
      List.of(
          "",
          "Missed are pulses in which a newer view was wanted than the one shown, since before the"
              + " pulse that came before, and no new picture came; in the empty window, pulses"
              + " that did not come. The threads' columns are milliseconds of processor time per"
              + " pulse. Superseded are events whose own view was never shown, because a newer"
              + " one was.",
          "");

  private final List<String> head = new ArrayList<>();

  /** A picture may take so many times what the machine needs for a copy and a look-up. */
  private static final double MOST_RATIO = 2;

  private final List<String> work = new ArrayList<>();
  private final List<String> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  FramesReport(String title) {
    head.add("# " + title);
    head.add("");
    head.addAll(machine());
    line("load average at the start", load());
  }

  /** Date, machine and JVM as a list. */
  static List<String> machine() {
    return List.of(
        "* date: " + LocalDateTime.now().truncatedTo(ChronoUnit.MINUTES),
        "* machine: " + processor() + ", " + Runtime.getRuntime().availableProcessors() + " cores",
        "* system: "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + ", "
            + System.getProperty("os.arch"),
        "* JVM: "
            + System.getProperty("java.vm.name")
            + " "
            + System.getProperty("java.runtime.version")
            + ", heap of at most "
            + (Runtime.getRuntime().maxMemory() >> 20)
            + " MiB");
  }

  /** A fact above the table. */
  void line(String name, Object value) {
    head.add("* " + name + ": " + value);
  }

  private static String processor() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo"), StandardCharsets.UTF_8).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse("unknown processor");
    } catch (IOException _) {
      return System.getProperty("os.arch");
    }
  }

  /** A row of the table. */
  void row(String what, String size, FrameMeter.Result result) {
    ThreadWork each = result.work();
    rows.add(
        String.format(
            Locale.ROOT,
            "| %s | %s | %d | %.1f | %.1f | %.1f | %.1f | %d | %d | %.1f | %.1f | %.1f | %d | %d,"
                + " %d ms |",
            what,
            size,
            result.millis().length,
            result.at(0.5),
            result.at(0.95),
            result.at(0.99),
            result.at(1),
            result.pulses(),
            result.missed(),
            each.window(),
            each.renderer(),
            each.painters(),
            result.superseded(),
            result.collections(),
            result.pausedMillis()));
  }

  /** What pictures cost beside what the machine needs for the least of it. */
  void work(String what, PictureWork.Result result) {
    work.add(
        String.format(
            Locale.ROOT,
            "| %s | %d of %d | %.2f | %.2f | %.2f | %.2f | %.2f | %d | **%.1f** | %.1f | %.0f | %s"
                + " |",
            what,
            result.made(),
            result.pixels(),
            result.copy(),
            result.lookUp(),
            result.picture(),
            result.median(),
            result.highest(),
            result.garbage() >> 10,
            result.ratio(),
            result.ratio() * result.median() / result.picture(),
            MOST_RATIO,
            result.ratio() <= MOST_RATIO ? "met" : "**missed**"));
  }

  /** Jumps across the volume. */
  void jumps(String panes, List<JumpMeter.Result> jumps) {
    double[] millis = jumps.stream().mapToDouble(JumpMeter.Result::millis).sorted().toArray();
    notes.add(
        String.format(
            Locale.ROOT,
            "* %s, %d jumps to places never seen: in all panes in the next frame %d times, at most"
                + " %d frames later; median %.1f ms, most %.1f ms; pixels without any voxel: %d",
            panes,
            jumps.size(),
            jumps.stream().filter(jump -> jump.frames() == 1).count(),
            jumps.stream().mapToInt(JumpMeter.Result::frames).max().orElse(0) - 1,
            millis[millis.length / 2],
            millis[millis.length - 1],
            jumps.stream().mapToLong(JumpMeter.Result::holes).sum()));
  }

  void write(Path file) throws IOException {
    List<String> all = new ArrayList<>(head);
    all.add("* load average at the end: " + load());
    all.addAll(WORK_HEAD);
    all.addAll(work);
    all.addAll(WORK_FOOT);
    all.addAll(ROWS_HEAD);
    all.addAll(rows);
    all.addAll(ROWS_FOOT);
    all.addAll(notes);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, all);
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}

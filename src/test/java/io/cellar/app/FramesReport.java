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
  private final List<String> head = new ArrayList<>();
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
  void row(
      String what, String size, FrameMeter.Result result, double goalMedian, double goalHighest) {
    boolean met = result.at(0.5) <= goalMedian && result.at(0.99) <= goalHighest;
    rows.add(
        String.format(
            Locale.ROOT,
            "| %s | %s | %d | %.1f | %.1f | %.1f | %.1f | %.0f / %.0f | %s | %d | %d | %d | %d, %d"
                + " ms |",
            what,
            size,
            result.millis().length,
            result.at(0.5),
            result.at(0.95),
            result.at(0.99),
            result.at(1),
            goalMedian,
            goalHighest,
            met ? "met" : "**missed**",
            result.pulses(),
            result.missed(),
            result.superseded(),
            result.collections(),
            result.pausedMillis()));
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
    all.addAll(
        List.of(
            "",
            "Milliseconds from an input event, put into the window's queue, to the pixels of all"
                + " panes handed to `PixelBuffer.updateBuffer`.",
            "",
            "| what | size | events | median | 95 % | 99 % | most | goal | | pulses | missed |"
                + " superseded | collections |",
            "|--|--|--:|--:|--:|--:|--:|--:|--|--:|--:|--:|--:|"));
    all.addAll(rows);
    all.addAll(
        List.of(
            "",
            "Goals are for the median and the 99th percentile. Missed are pulses in which a newer"
                + " view was wanted than the one shown, since before the pulse that came before,"
                + " and no new picture came. Superseded are events whose own view was never shown,"
                + " because a newer one was.",
            ""));
    all.addAll(notes);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, all);
  }

  private static double load() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }
}

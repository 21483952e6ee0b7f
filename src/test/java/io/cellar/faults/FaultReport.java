package io.cellar.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Assertions;
import org.opentest4j.TestAbortedException;

/** Plays rows, and writes their table anew after each of them. */
final class FaultReport {
  private final Path file;
  private final Scale scale;
  private final TreeMap<Integer, Line> lines = new TreeMap<>();

  private record Line(FaultRow row, Score score, Optional<String> skipped, double seconds) {}

  /**
   * A report.
   *
   * @param file where the table goes
   */
  FaultReport(Path file, Scale scale) {
    this.file = file;
    this.scale = scale;
  }

  /** Plays a row; fails when anything that must not be was found. */
  void play(FaultRow row) throws IOException {
    long seed = Long.getLong("faults.seed", new Random().nextInt(1_000_000));
    Score score = new Score(seed);
    long start = System.nanoTime();
    try {
      row.scenario().play(score, scale);
    } catch (TestAbortedException e) {
      note(new Line(row, score, Optional.of(e.getMessage()), 0));
      throw e;
    } catch (Throwable e) {
      score.violation("ended with " + e);
      note(new Line(row, score, Optional.empty(), seconds(start)));
      throw new AssertionError("row " + row + ", seed " + seed, e);
    }
    note(new Line(row, score, Optional.empty(), seconds(start)));
    Assertions.assertEquals(
        List.of(),
        score.failures(),
        () -> "row " + row + ", seed " + seed + ", " + score.remarks());
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private void note(Line line) throws IOException {
    lines.put(line.row().number(), line);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text());
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s, Java %s, %d cores, %d GiB of memory, %d MiB heap, sizes: %s%n%n"
            .formatted(
                LocalDate.now(),
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                memory() >> 30,
                Runtime.getRuntime().maxMemory() >> 20,
                scale.name().toLowerCase(java.util.Locale.ROOT)));
    text.append(
        "**%d faults injected, %d kills, %d blocks delivered, %d wrong voxels, %d corrupt files, %d lost tasks, %d hangs**%n%n"
            .formatted(
                sum(Score::injected),
                sum(Score::kills),
                sum(Score::delivered),
                sum(Score::wrong),
                sum(Score::corrupt),
                sum(Score::lost),
                sum(Score::hangs)));
    text.append(
        "| # | fault | seed | injected | blocks | wrong voxels | corrupt files | lost tasks | hangs"
            + " | limit | s | remark |\n"
            + "|---:|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|\n");
    lines.values().forEach(line -> text.append(text(line)));
    return text.toString();
  }

  private static String text(Line line) {
    Score s = line.score();
    if (line.skipped().isPresent()) {
      return "| %d | %s | | | | | | | | | | skipped: %s |\n"
          .formatted(line.row().number(), line.row().fault(), line.skipped().get());
    }
    List<String> remarks = new ArrayList<>();
    remarks.add(s.remarks());
    s.failures().forEach(failure -> remarks.add("**" + failure + "**"));
    return "| %d | %s | %d | %d | %d | %d | %d | %d | %d | %s | %.0f | %s |\n"
        .formatted(
            line.row().number(),
            line.row().fault(),
            s.seed(),
            s.injected(),
            s.delivered(),
            s.wrong(),
            s.corrupt(),
            s.lost(),
            s.hangs(),
            limit(s),
            line.seconds(),
            String.join("; ", remarks).replace("|", "\\|").replace("\n", " "));
  }

  private static String limit(Score score) {
    return score.limitMillis() == 0 ? "" : score.limitMillis() / 1000.0 + " s";
  }

  private long sum(ToLongFunction<Score> figure) {
    return lines.values().stream().map(Line::score).mapToLong(figure).sum();
  }

  private static long memory() {
    return ((com.sun.management.OperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean())
        .getTotalMemorySize();
  }
}

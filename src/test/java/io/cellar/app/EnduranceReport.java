package io.cellar.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table of {@code target/endurance.md}. */
final class EnduranceReport {
  private final List<String> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * What the process needs while the window rests, after a collection.
   *
   * @param minutes since the window was opened
   * @param events fired at it
   * @param heap bytes
   * @param held bytes of these that the bounded caches hold, cells and planes
   * @param threads platform threads
   * @param files open file descriptors, sockets too
   * @param fetched blocks from the server
   * @param read blocks from the disk
   * @param failed blocks that failed
   */
  record Sample(
      double minutes,
      long events,
      long heap,
      long held,
      int threads,
      long files,
      long fetched,
      long read,
      int failed) {

    /** Bytes that no cache accounts for. */
    long rest() {
      return heap - held;
    }
  }

  void row(Sample s) {
    rows.add(
        String.format(
            Locale.ROOT,
            "| %.1f | %d | %d | %d | %d | %d | %d | %d | %d |",
            s.minutes(),
            s.events(),
            s.heap() >> 20,
            s.held() >> 20,
            s.threads(),
            s.files(),
            s.fetched(),
            s.read(),
            s.failed()));
  }

  void note(String text) {
    notes.add("* " + text);
  }

  void write(Path file) throws IOException {
    List<String> all = new ArrayList<>();
    all.add("# Flying around in a heap of " + (Runtime.getRuntime().maxMemory() >> 20) + " MiB");
    all.addAll(FramesReport.machine());
    all.addAll(
        List.of(
            "",
            "| minutes | events | heap after a collection, MiB | of these cells and planes |"
                + " threads | open files | fetched | from disk | failed |",
            "|--:|--:|--:|--:|--:|--:|--:|--:|--:|"));
    all.addAll(rows);
    all.add("");
    all.addAll(notes);
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.write(file, all);
  }
}

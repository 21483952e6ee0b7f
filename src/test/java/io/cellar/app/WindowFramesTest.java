package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes {@code target/frames.md}. What it asserts is that all was right, not that it was fast. */
@Tag("frames")
class WindowFramesTest {
  private static final Path REPORT = Path.of("target", "frames.md");
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  @TempDir Path folder;

  @Test
  void fromTheEventToThePicture() throws Exception {
    Files.deleteIfExists(REPORT);
    WindowProcess.run(WindowFrames.class, List.of(), PATIENCE, folder, REPORT.toAbsolutePath());
    List<String> lines = Files.readAllLines(REPORT);
    assertEquals(
        2 * 4, // in the table of work, and in that of times
        lines.stream()
            .filter(line -> line.contains(", panning |") || line.contains(", stepping |"))
            .count());
  }
}

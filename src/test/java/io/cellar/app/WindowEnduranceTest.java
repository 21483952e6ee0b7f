package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten minutes, or {@code -Dendurance.minutes}, of flying around in 512 MiB: writes {@code
 * target/endurance.md}.
 */
@Tag("endurance")
class WindowEnduranceTest {
  private static final Path REPORT = Path.of("target", "endurance.md");

  @TempDir Path folder;

  @Test
  void nothingGrowsAndNothingIsWrong() throws Exception {
    String minutes = System.getProperty("endurance.minutes", "10");
    Files.deleteIfExists(REPORT);
    Duration patience = Duration.ofSeconds((long) (Double.parseDouble(minutes) * 60) + 300);
    String printed =
        WindowProcess.run(
            WindowEndurance.class,
            List.of("-Xmx512m"),
            patience,
            folder,
            REPORT.toAbsolutePath(),
            minutes);
    assertFalse(printed.contains("ERROR") || printed.contains("xception"), printed);
    assertTrue(Files.exists(REPORT));
  }
}

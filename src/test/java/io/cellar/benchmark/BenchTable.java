package io.cellar.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a benchmark found: sentences in {@code target/bench/NAME.md}, and named figures in {@code
 * target/bench/NAME.json}, which {@code bench/bench.py} takes over into its table.
 */
final class BenchTable {
  private static final Path FOLDER = Path.of("target/bench");
  private static final String STARTED =
      LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss"));

  private final String name;
  private final List<String> rows = new ArrayList<>();
  private final Map<String, Double> figures = new LinkedHashMap<>();

  BenchTable(String name) {
    this.name = name;
  }

  void row(String form, Object... values) {
    rows.add("- " + String.format(Locale.ROOT, form, values));
  }

  void figure(String key, double value) {
    figures.put(key, value);
  }

  /**
   * An empty folder that nobody deletes: some file systems make files slowly after many were
   * deleted, and what is measured next would pay for it.
   */
  static Path folder(String purpose) throws IOException {
    Path work = Files.createDirectories(FOLDER.resolve("work/" + STARTED + "-java"));
    return Files.createTempDirectory(work, purpose + "-").toAbsolutePath();
  }

  void write() throws IOException {
    Files.createDirectories(FOLDER);
    Files.write(FOLDER.resolve(name + ".md"), rows);
    if (!figures.isEmpty()) {
      String json =
          figures.entrySet().stream()
              .map(figure -> "\"" + figure.getKey() + "\": " + figure.getValue())
              .collect(Collectors.joining(",\n ", "{", "}\n"));
      Files.writeString(FOLDER.resolve(name + ".json"), json);
    }
  }
}

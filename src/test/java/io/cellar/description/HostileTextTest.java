package io.cellar.description;

import static io.cellar.description.Descriptions.json;
import static io.cellar.description.Descriptions.local;
import static io.cellar.description.Descriptions.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Files made to exhaust or confuse a reader: always a typed error, soon and with little memory. */
class HostileTextTest {
  private static final long MOST_MEMORY = 64L << 20;

  static Stream<Arguments> texts() {
    return Stream.of(
        named("empty", () -> ""),
        named("blank", () -> " \n\t"),
        named("a list", () -> "[]"),
        named("a text", () -> "\"x\""),
        named("null", () -> "null"),
        named("cut off", () -> json(local()).substring(0, 200)),
        named("two objects", () -> json(local()) + "{}"),
        named("trailing comma", () -> "{\"a\": 1,}"),
        named("comment", () -> "{} // hello"),
        named("single quotes", () -> "{'a': 1}"),
        named("byte order mark", () -> "\uFEFF" + json(local())),
        named("NUL", () -> json(local()).replace(":", "\u0000:")),
        named("raw line end in a text", () -> json(local()).replace("local", "lo\ncal")),
        named("deep lists", () -> "[".repeat(100_000)),
        named("deep objects", () -> "{\"a\":".repeat(100_000)),
        named("deep in a comment", () -> "{\"note\":" + "[".repeat(100_000)),
        named("long number", () -> json(with(local(), "shape", "[" + "9".repeat(1_000_000) + "]"))),
        named("long text", () -> json(with(local(), "name", "\"" + "n".repeat(999_000) + "\""))),
        named("long name", () -> "{\"" + "n".repeat(999_000) + "\": 1}"),
        named("huge exponent", () -> json(with(local(), "shape", "[1e999999999, 1, 1]"))),
        named("huge text", () -> " ".repeat(30_000_000) + "{}"),
        named("many members", () -> members(90_000)),
        named("many duplicates", () -> "{" + "\"axes\":1,".repeat(100_000) + "\"axes\":1}"),
        named("infinity with a plus", () -> "{\"a\": +Infinity}"),
        named("INF", () -> "{\"a\": -INF}"));
  }

  private static Arguments named(String name, Supplier<String> text) {
    return Arguments.of(org.junit.jupiter.api.Named.of(name, text));
  }

  private static String members(int count) {
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < count; i++) {
      text.append("\"k").append(i).append("\":1,");
    }
    return text.append("\"z\":1}").toString();
  }

  /** All of them would be a megabyte to read; how many there are is told all the same. */
  @Test
  void ofVeryManyProblemsTheFirstAreTold() {
    String shape = "[" + "1.5, ".repeat(7_999) + "1.5]";
    List<Problem> problems =
        assertTimeoutPreemptively(
            Duration.ofSeconds(20),
            () -> Descriptions.problems(json(with(local(), "shape", shape))));
    assertEquals(101, problems.size());
    assertEquals("/shape/0", problems.getFirst().pointer());
    assertEquals("and 7,900 more", problems.getLast().toString());
  }

  @Test
  void placesAreToldByLineAndColumn() {
    assertEquals(
        List.of("1:1", "1:2", "1:3", "2:1", "2:2", "3:1", "3:3"),
        Stream.of(0, 1, 2, 3, 4, 5, 7)
            .map(
                at -> {
                  SourceText source = new SourceText("f", "ab\nc\n  d");
                  source.problem("", at, "odd");
                  Problem found = source.problems().getFirst();
                  return found.line() + ":" + found.column();
                })
            .toList());
  }

  /** A path of many long names is not copied for each element below it. */
  @Test
  void longPathsOfNamesTakeNoTime() {
    String key = "{\"" + "k".repeat(9_000) + "\":";
    String deep = key.repeat(50) + "[" + "[],".repeat(150_000) + "[]]" + "}".repeat(50);
    assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> Descriptions.read(json(with(local(), "note", deep))));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void typedErrorWithLittleMemory(Supplier<String> text) {
    String made = text.get();
    refused(() -> Descriptions.read(made));
  }

  private interface Reading {
    DescriptionFile read() throws DescriptionException;
  }

  private static void refused(Reading reading) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          long before = threads.getCurrentThreadAllocatedBytes();
          DescriptionException e = assertThrows(DescriptionException.class, reading::read);
          long allocated = threads.getCurrentThreadAllocatedBytes() - before;
          assertTrue(allocated < MOST_MEMORY, "allocated " + allocated + " bytes");
          assertTrue(e.problems().getFirst().message().length() < 500, "a message to be read");
        });
  }

  @Test
  void hugeFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("description.json");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(100_000_000);
    }
    refused(() -> new DescriptionReader().read(file));
  }

  @Test
  void whatIsNoTextFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("description.json");
    refused(() -> new DescriptionReader().read(file));
    refused(() -> new DescriptionReader().read(folder));
    Files.write(file, new byte[] {'{', (byte) 0xff, (byte) 0xfe, '}'});
    refused(() -> new DescriptionReader().read(file));
    Files.write(file, json(local()).getBytes(StandardCharsets.UTF_16));
    refused(() -> new DescriptionReader().read(file));
  }

  @Test
  void syntaxErrorsHaveAPlace() {
    Problem problem = Descriptions.problems("{\n  \"a\": 1\n  \"b\": 2\n}").getFirst();
    assertEquals(3, problem.line());
    assertTrue(problem.message().startsWith("is not JSON: "), problem.message());
    assertFalse(problem.message().contains("tools.jackson"), problem.message());
  }

  @Test
  void aFileThatWasCutOffSaysSo() {
    String whole = json(local());
    for (int end = 1; end < whole.strip().length(); end += 7) {
      String message = Descriptions.problems(whole.substring(0, end)).getFirst().message();
      assertFalse(message.contains("Source"), message);
      assertFalse(message.contains("StreamRead"), message);
    }
    assertTrue(
        Descriptions.problems("{\"name\": \"x\"")
            .getFirst()
            .message()
            .contains("it ends too early"));
  }

  @Test
  void loneSurrogatesInNames() {
    refused(() -> Descriptions.read(with(local(), "dataset_root_dir", "\"\\ud800\"")));
    refused(
        () ->
            Descriptions.read(
                with(local(), "block_file_name_format", "\"\\ud800{roiString}.h5/cube\"")));
  }

  @Test
  void notANumberIsReadWhereItDoesNotMatter() throws DescriptionException {
    Descriptions.read(with(local(), "note", "[NaN, Infinity, -Infinity]"));
  }

  /** Spoilt descriptions are refused or read, and nothing else happens. */
  @Test
  void randomDamage() {
    String good = json(Descriptions.composite());
    for (long seed = 0; seed < 3000; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder(good);
      for (int n = random.nextInt(1, 4); n > 0; n--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, (char) random.nextInt(32, 127));
          case 1 -> text.delete(at, Math.min(text.length(), at + random.nextInt(1, 20)));
          default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 9)));
        }
      }
      try {
        Descriptions.read(text.toString());
      } catch (DescriptionException e) {
        assertFalse(e.problems().isEmpty(), "seed " + seed);
      } catch (RuntimeException | Error e) {
        throw new AssertionError("seed " + seed + ": " + text, e);
      }
    }
  }
}

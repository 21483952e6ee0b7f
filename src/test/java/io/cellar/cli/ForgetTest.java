package io.cellar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.cli.Console.Answers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deleting cached blocks: asked for, and not under the hands of another program. */
class ForgetTest {
  @TempDir Path temporary;
  private Path description;
  private final List<String> questions = new ArrayList<>();

  @BeforeEach
  void copy() throws IOException {
    Path from = CommandRun.resource("filesets/plain-gzip-xyz");
    try (Stream<Path> walk = Files.walk(from)) {
      for (Path each : walk.toList()) {
        Path to = temporary.resolve(from.relativize(each).toString());
        if (!to.equals(temporary)) {
          Files.copy(each, to);
        }
      }
    }
    description = temporary.resolve("description.json");
  }

  private long blocks() throws IOException {
    try (Stream<Path> walk = Files.walk(temporary)) {
      return walk.filter(p -> p.endsWith("STATUS.txt")).count();
    }
  }

  private CommandRun forget(Answers answers, String... options) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            question -> {
              questions.add(question);
              return answers.to(question);
            });
    List<String> args = new ArrayList<>(List.of("forget", description.toString()));
    args.addAll(Arrays.asList(options));
    int code = CellarCommand.run(args, request -> 0, console);
    return new CommandRun(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void withoutATerminalManyBlocksNeedAYes() throws Exception {
    CommandRun run = CommandRun.of("forget", description, "--roi", ":");
    assertEquals(2, run.code(), run.err());
    assertTrue(run.err().contains("11 cached blocks"), run.err());
    assertTrue(run.err().contains("--yes"), run.err());
    assertEquals(11, blocks());
    CommandRun yes = CommandRun.of("forget", description, "--roi", ":", "--yes", "--json");
    assertEquals(0, yes.code(), yes.err());
    assertEquals("{\"forgotten\": 11}", yes.out().strip());
    assertEquals(0, blocks());
  }

  @Test
  void onATerminalItAsks() throws Exception {
    CommandRun no = forget(question -> Optional.of(""), "--roi", ":");
    assertEquals(0, no.code(), no.err());
    assertEquals("forgotten: 0", no.out().strip());
    assertEquals(11, blocks());
    CommandRun yes = forget(question -> Optional.of(" Y "), "--roi", ":");
    assertEquals("forgotten: 11", yes.out().strip());
    assertEquals(0, blocks());
    assertEquals(2, questions.size());
    assertTrue(questions.getFirst().contains("11 cached blocks"), questions.toString());
    CommandRun none = forget(question -> Optional.empty(), "--roi", ":");
    assertEquals("forgotten: 0", none.out().strip());
    assertEquals(2, questions.size());
  }

  @Test
  void oneBlockNeedsNoQuestionAndALockedOneStaysWithAllOthers() throws Exception {
    Path block;
    try (Stream<Path> walk = Files.walk(temporary)) {
      block = walk.filter(p -> p.toString().endsWith(".h5")).sorted().findFirst().orElseThrow();
    }
    Path lock = block.resolveSibling(block.getFileName() + ".lock");
    Files.writeString(lock, "Owning process args:\nilastik.py\n--headless\n");
    CommandRun all = CommandRun.of("forget", description, "--roi", ":", "--yes");
    assertEquals(3, all.code(), all.err());
    assertTrue(all.err().contains("locked by another program (ilastik.py)"), all.err());
    assertEquals(11, blocks());
    assertTrue(Files.exists(lock) && Files.exists(block));
    CommandRun listed = CommandRun.of("locks", description);
    assertTrue(listed.out().contains("another program (ilastik.py), "), listed.out());
    Files.delete(lock);
    String first = "0:16,0:8,0:8";
    CommandRun one = forget(question -> Optional.empty(), "--roi", first);
    assertEquals(0, one.code(), one.err());
    assertEquals("forgotten: 1", one.out().strip());
    assertEquals(List.of(), questions);
    assertEquals(10, blocks());
  }
}

package io.cellar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Whatever a command dies of ends in one sentence and an exit code. */
class FailuresTest {
  static Stream<Throwable> everything() {
    return Stream.of(
        new OutOfMemoryError("Java heap space"),
        new StackOverflowError(),
        new NoClassDefFoundError("a/b"),
        new AssertionError("wrong"),
        new IllegalStateException("odd\u001b[31m"));
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> int rethrow(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @ParameterizedTest
  @MethodSource("everything")
  void oneSentenceAndACode(Throwable thrown) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console = new Console(new PrintStream(out), new PrintStream(err));
    int code =
        CellarCommand.run(
            List.of("open"), request -> FailuresTest.<RuntimeException>rethrow(thrown), console);
    String text = err.toString(StandardCharsets.UTF_8);
    assertEquals(1, code);
    assertEquals(1, text.lines().count(), text);
    assertTrue(text.startsWith("cellar: "), text);
    assertFalse(text.contains("\u001b"), text);
    assertEquals("", out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void withoutMoreThreadsTheLimitIsNamed() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    OutOfMemoryError thrown =
        new OutOfMemoryError(
            "unable to create native thread: possibly out of memory or process/resource limits");
    ExitCode code = Failures.report(thrown, new Console(System.out, new PrintStream(err)));
    String text = err.toString(StandardCharsets.UTF_8);
    assertEquals(ExitCode.BLOCKS_MISSING, code);
    assertTrue(text.startsWith("cellar: this computer has no more threads: "), text);
    assertTrue(text.contains("ulimit -u"), text);
  }

  @Test
  void whatIsLoggedIsOneLineOnTheTerminal() {
    PrintStream before = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      Console.system();
      IllegalStateException thrown =
          new IllegalStateException("outer", new OutOfMemoryError("inner"));
      thrown.addSuppressed(new java.io.IOException("beside"));
      LoggerFactory.getLogger("io.cellar.engine.EngineLock")
          .error("a callback failed: outer", thrown);
    } finally {
      System.setErr(before);
    }
    String text = err.toString(StandardCharsets.UTF_8);
    assertEquals(1, text.lines().count(), text);
    assertTrue(text.contains("a callback failed: outer"), text);
  }

  @Test
  void sentencesAreNoTraces() {
    for (String sentence :
        List.of(
            "cellar: no server answers there: http://h/d.json",
            "    at most 3 axes",
            "... and so on",
            "io.cellar: a word",
            "2026-11-20 12:00:00 [main] WARN Desk - java.lang.Error: odd")) {
      assertFalse(Failures.isTrace(sentence), sentence);
    }
  }

  @Test
  void aThreadThatDiedIsOneLineToo() throws Exception {
    PrintStream before = System.err;
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      Failures.uncaught(Thread.currentThread(), new OutOfMemoryError("Java heap space"));
    } finally {
      System.setErr(before);
    }
    assertEquals(1, err.toString(StandardCharsets.UTF_8).lines().count(), err.toString());
  }
}

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

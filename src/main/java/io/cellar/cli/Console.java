package io.cellar.cli;

import io.cellar.input.Json;
import io.cellar.input.Redaction;
import io.cellar.thread.Threads;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/** The two streams of a command, results and messages, and whoever sits before them. */
record Console(PrintStream out, PrintStream err, Answers answers) {

  /** Where answers to questions come from. */
  @FunctionalInterface
  interface Answers {
    /**
     * Asks, and waits.
     *
     * @return empty when nobody can be asked
     */
    Optional<String> to(String question) throws InterruptedException;
  }

  /** A console that nobody sits before. */
  Console(PrintStream out, PrintStream err) {
    this(out, err, question -> Optional.empty());
  }

  /**
   * The process's own streams. What others write to standard error from now on, as the log does, is
   * redacted like messages are, and without Java's stack traces.
   */
  static Console system() {
    PrintStream terminal = System.err;
    System.setErr(
        new PrintStream(
            Redaction.lines(
                line -> {
                  if (!Failures.isTrace(line)) {
                    terminal.print(line);
                    terminal.flush();
                  }
                }),
            false,
            StandardCharsets.UTF_8));
    return new Console(System.out, terminal, Console::askTerminal);
  }

  private static Optional<String> askTerminal(String question) throws InterruptedException {
    java.io.Console terminal = System.console();
    if (terminal == null || !terminal.isTerminal()) {
      return Optional.empty();
    }
    // Reading a line cannot be interrupted; whoever waits for it can.
    CompletableFuture<String> line = new CompletableFuture<>();
    Threads.platform(
            "question", () -> line.complete(String.valueOf(terminal.readLine("%s ", question))))
        .start();
    try {
      return Optional.of(line.get());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Whether a question is answered with yes; empty when nobody can be asked. */
  Optional<Boolean> confirms(String question) throws InterruptedException {
    return answers.to(question + " [y/N]").map(a -> a.strip().matches("(?i)y|yes"));
  }

  void result(String line) {
    out.println(line);
    out.flush();
  }

  void json(Object value) {
    result(Json.text(value));
  }

  /** One message; addresses in it are redacted, and what a terminal would act on is escaped. */
  void message(String line) {
    err.println(Redaction.message(line));
    err.flush();
  }
}

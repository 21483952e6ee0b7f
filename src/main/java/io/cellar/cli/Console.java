package io.cellar.cli;

import io.cellar.input.Redaction;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The two streams of a command: results and messages. */
record Console(PrintStream out, PrintStream err) {

  /**
   * The process's own streams. What others write to standard error from now on, as the log does, is
   * redacted like messages are.
   */
  static Console system() {
    PrintStream terminal = System.err;
    System.setErr(
        new PrintStream(
            Redaction.lines(
                line -> {
                  terminal.print(line);
                  terminal.flush();
                }),
            false,
            StandardCharsets.UTF_8));
    return new Console(System.out, terminal);
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

package io.cellar.cli;

import java.io.PrintStream;

/** The two streams of a command: results and messages. */
record Console(PrintStream out, PrintStream err) {

  static Console system() {
    return new Console(System.out, System.err);
  }

  void result(String line) {
    out.println(line);
    out.flush();
  }

  void json(Object value) {
    result(Json.text(value));
  }

  void message(String line) {
    err.println(line);
    err.flush();
  }
}

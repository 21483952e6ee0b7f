package io.cellar.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** One command line run in this process, and what came of it. */
record CommandRun(int code, String out, String err) {

  static CommandRun of(Object... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    List<String> args = java.util.Arrays.stream(words).map(Object::toString).toList();
    int code =
        CellarCommand.run(
            args,
            request -> {
              console.result("window " + request.locations());
              return 0;
            },
            console);
    return new CommandRun(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  static Path resource(String name) {
    return Path.of("src/test/resources").resolve(name).toAbsolutePath();
  }
}

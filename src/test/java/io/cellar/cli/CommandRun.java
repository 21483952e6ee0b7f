package io.cellar.cli;

import io.cellar.settings.Folders;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** One command line run in this process, and what came of it. */
record CommandRun(int code, String out, String err) {

  /** Not the home of whoever runs the tests; made when the first fetch does not have all. */
  private static final Path NOBODYS =
      Path.of(
          System.getProperty("java.io.tmpdir"), "cellar-tests-" + ProcessHandle.current().pid());

  /** A command of a user whose jobs nobody looks at. */
  static CommandRun of(Object... words) {
    return in(NOBODYS, words);
  }

  /**
   * A command of a user.
   *
   * @param home in which the user's list of jobs is
   */
  static CommandRun in(Path home, Object... words) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    List<String> args = Arrays.stream(words).map(Object::toString).toList();
    int code =
        CellarCommand.run(
            args,
            request -> {
              console.result("window " + request.locations());
              return 0;
            },
            console,
            Folders.of(Map.of("CELLAR_HOME", home.toString()), "Linux", home));
    return new CommandRun(
        code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  static Path resource(String name) {
    return Path.of("src/test/resources").resolve(name).toAbsolutePath();
  }
}

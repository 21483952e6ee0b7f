package io.cellar.cli;

import io.cellar.description.DescriptionException;
import io.cellar.description.DescriptionFile;
import io.cellar.description.Problem;
import io.cellar.export.ArrayFile;
import io.cellar.input.Json;
import io.cellar.input.Redaction;
import io.cellar.session.Volumes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code cellar check}: everything that is wrong with a description, and its normal form. */
final class CheckCommand implements Callable<Integer> {
  private final Options options =
      new Options("check", "Lists all problems of a description; writes its normal form.");

  private final Console console;

  private final Value<String> location = options.location();

  private final Value<Path> write =
      options.path("--write", "OUT", "Write the normal form to a file.");

  private final Value<Boolean> json = options.json();

  CheckCommand(Console console) {
    this.console = console;
  }

  CommandLine line() {
    return options.line(this);
  }

  @Override
  public Integer call() throws Exception {
    String shown = Redaction.address(location.get());
    try (Volumes volumes = Volumes.forCommand(0)) {
      DescriptionFile file = volumes.read(location.get(), false);
      if (write.get() != null) {
        Outputs.requireElsewhere("--write", write.get(), file.levels().levels());
        try (ArrayFile out = ArrayFile.raw(write.get())) {
          out.write(file.normalForm().getBytes(StandardCharsets.US_ASCII));
          out.commit();
        }
      }
      report(shown, file);
      return ExitCode.FINE.code();
    } catch (DescriptionException e) {
      if (json.get()) {
        console.json(
            Json.object("file", shown, "valid", false, "problems", problems(e.problems())));
        return ExitCode.USAGE.code();
      }
      throw e;
    }
  }

  private void report(String shown, DescriptionFile file) {
    List<String> outside = file.outside().stream().map(Path::toString).toList();
    if (json.get()) {
      console.json(
          Json.object(
              "file",
              shown,
              "valid",
              true,
              "kind",
              file.kind().words(),
              "outside",
              outside,
              "problems",
              List.of()));
      return;
    }
    String words = file.kind().words();
    String what = ("aeiou".indexOf(words.charAt(0)) >= 0 ? "an " : "a ") + words;
    console.result(shown + ": a valid description of " + what);
    outside.forEach(
        folder ->
            console.message(
                "it uses what lies outside its own folder: "
                    + folder
                    + "; other commands need --allow-outside"));
    if (write.get() != null) {
      console.message("normal form written to " + write.get());
    }
  }

  private static List<Map<String, Object>> problems(List<Problem> problems) {
    return problems.stream()
        .map(
            p ->
                Json.object(
                    "pointer", p.pointer(),
                    "line", p.line(),
                    "column", p.column(),
                    "message", p.message()))
        .toList();
  }
}

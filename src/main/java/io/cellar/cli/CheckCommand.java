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
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cellar check}: everything that is wrong with a description, and its normal form. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Lists all problems of a description; writes its normal form.")
final class CheckCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      paramLabel = "LOCATION",
      description = "Image, description or cache: a file, a folder or an address.")
  private String location;

  @Option(names = "--write", paramLabel = "OUT", description = "Write the normal form to a file.")
  private Path write;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  CheckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    String shown = Redaction.address(location);
    try (Volumes volumes = Volumes.forCommand(0)) {
      DescriptionFile file = volumes.read(location, false);
      if (write != null) {
        Outputs.requireElsewhere("--write", write, file.levels().levels());
        try (ArrayFile out = ArrayFile.raw(write)) {
          out.write(file.normalForm().getBytes(StandardCharsets.US_ASCII));
          out.commit();
        }
      }
      report(shown, file);
      return ExitCode.FINE.code();
    } catch (DescriptionException e) {
      if (json) {
        console.json(
            Json.object("file", shown, "valid", false, "problems", problems(e.problems())));
        return ExitCode.USAGE.code();
      }
      throw e;
    }
  }

  private void report(String shown, DescriptionFile file) {
    List<String> outside = file.outside().stream().map(Path::toString).toList();
    if (json) {
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
    if (write != null) {
      console.message("normal form written to " + write);
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

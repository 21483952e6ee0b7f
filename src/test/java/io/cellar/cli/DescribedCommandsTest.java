package io.cellar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Manual pages and completion are made of what commands tell of themselves. */
class DescribedCommandsTest {
  @Test
  void everyCommandAndEachOfItsWordsIsDescribed() {
    List<String> missing = new ArrayList<>();
    look(CellarCommand.describe(), missing);
    assertEquals(List.of(), missing);
  }

  private static void look(CommandLine line, List<String> missing) {
    CommandSpec spec = line.getCommandSpec();
    if (spec.usageMessage().description().length == 0) {
      missing.add(spec.qualifiedName());
    }
    for (ArgSpec arg : spec.args()) {
      if (arg.description().length == 0) {
        missing.add(spec.qualifiedName() + " " + arg.paramLabel());
      }
    }
    line.getSubcommands().values().forEach(below -> look(below, missing));
  }
}

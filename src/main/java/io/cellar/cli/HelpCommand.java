package io.cellar.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code cellar help}: what a command does, and each of those under it. */
@Command(
    name = "help",
    mixinStandardHelpOptions = true,
    helpCommand = true,
    description = "Tells what a command does, such as 'cellar help jobs add'.")
final class HelpCommand implements Callable<Integer> {
  @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "Names of commands.")
  private List<String> names = List.of();

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    CommandLine line = spec.commandLine();
    CommandLine found = line.getParent();
    for (String name : names) {
      CommandLine below = found.getSubcommands().get(name);
      if (below == null) {
        throw new ParameterException(
            found,
            CellarCommand.noCommand(
                found.getCommandSpec().qualifiedName(), name, found.getSubcommands().keySet()));
      }
      found = below;
    }
    found.usage(line.getOut(), line.getColorScheme());
    return ExitCode.FINE.code();
  }
}

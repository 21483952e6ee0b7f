package io.cellar.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/** {@code cellar help}: what a command does, and each of those under it. */
final class HelpCommand implements Callable<Integer> {
  private final Options options =
      new Options("help", "Tells what a command does, such as 'cellar help jobs add'.");

  private final Value<List<String>> names =
      options.words("COMMAND", String.class, "Names of commands.");

  private final CommandLine line = options.line(this);

  HelpCommand() {
    line.getCommandSpec().helpCommand(true);
  }

  CommandLine line() {
    return line;
  }

  @Override
  public Integer call() {
    CommandLine found = line.getParent();
    for (String name : names.get()) {
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

package io.cellar.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The root of the command line: without a command it opens the window. */
@Command(
    name = "cellar",
    mixinStandardHelpOptions = true,
    versionProvider = CellarCommand.Version.class,
    description = "Browses and caches image volumes that are far too big to copy.",
    footer = {
      "",
      "Without a command, the window opens; file names and addresses are opened in it.",
      "A roi is start:stop per axis, stop exclusive: 0:32,100:200,0:512, or z=0:32,t=1.",
      "Exit codes: 0 fine, 2 wrong usage or description, 3 blocks missing or damaged,",
      "4 disk full, 5 host not reachable, 6 access denied, 130 interrupted, 1 unexpected."
    })
public final class CellarCommand implements Callable<Integer> {
  private final WindowLauncher window;
  @Spec private CommandSpec spec;

  private CellarCommand(WindowLauncher window) {
    this.window = window;
  }

  /** What {@code --version} prints: the version of the jar, and of the Java it runs on. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = CellarCommand.class.getPackage().getImplementationVersion();
      return new String[] {
        "cellar " + (version == null ? "(not packaged)" : version),
        "Java " + Runtime.version() + ", " + System.getProperty("os.name")
      };
    }
  }

  @Override
  public Integer call() {
    return window.launch(WindowLauncher.Request.EMPTY);
  }

  /**
   * Runs a command line.
   *
   * @return the exit code
   */
  public static int run(List<String> args, WindowLauncher window) {
    Thread.setDefaultUncaughtExceptionHandler(Failures::uncaught);
    return run(args, window, Console.system());
  }

  /** Errors too end in a sentence and an exit code; picocli hands over exceptions only. */
  static int run(List<String> args, WindowLauncher window, Console console) {
    try {
      return execute(args, window, console);
    } catch (RuntimeException | Error e) {
      return Failures.report(e, console).code();
    }
  }

  private static int execute(List<String> args, WindowLauncher window, Console console) {
    CommandLine line = new CommandLine(new CellarCommand(window));
    Map<String, Object> commands = new LinkedHashMap<>();
    commands.put("open", new OpenCommand(window));
    commands.put("check", new CheckCommand(console));
    commands.put("info", new InfoCommand(console));
    commands.put("read", new ReadCommand(console));
    commands.put("slice", new SliceCommand(console));
    commands.put("fetch", new FetchCommand(console));
    commands.put("verify", new VerifyCommand(console));
    commands.put("forget", new ForgetCommand(console));
    commands.put("locks", new LocksCommand(console));
    commands.put("sample", new SampleCommand(console));
    commands.put("serve", new ServeCommand(console));
    commands.put("train", new TrainCommand(console));
    commands.forEach(line::addSubcommand);
    line.addSubcommand("help", new HelpCommand());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExpandAtFiles(false); // a file of that name is not a list of words
    line.setOut(new PrintWriter(console.out(), true));
    line.setErr(new PrintWriter(console.err(), true));
    line.setParameterExceptionHandler((e, a) -> wrongUsage(e, console));
    line.setExecutionExceptionHandler((e, command, parsed) -> Failures.report(e, console).code());
    boolean opens = opensFiles(args, commands);
    if (opens) {
      Optional<String> problem = Openable.problem(args.getFirst(), commands.keySet());
      if (problem.isPresent()) {
        console.message("cellar: " + problem.get());
        return ExitCode.USAGE.code();
      }
    }
    String[] words = opens ? withOpen(args) : args.toArray(String[]::new);
    return Interruption.guarding(() -> line.execute(words));
  }

  /** True when the first word is neither a command nor an option: files to open in the window. */
  private static boolean opensFiles(List<String> args, Map<String, Object> commands) {
    return !args.isEmpty()
        && !args.getFirst().startsWith("-")
        && !args.getFirst().equals("help")
        && !commands.containsKey(args.getFirst());
  }

  private static String[] withOpen(List<String> args) {
    String[] all = new String[args.size() + 1];
    all[0] = "open";
    for (int i = 0; i < args.size(); i++) {
      all[i + 1] = args.get(i);
    }
    return all;
  }

  private static int wrongUsage(ParameterException e, Console console) {
    console.message("cellar: " + e.getMessage());
    console.message(
        "See 'cellar help " + e.getCommandLine().getCommandName().replace("cellar", "") + "'.");
    return ExitCode.USAGE.code();
  }
}

package io.cellar.cli;

import io.cellar.input.Nearest;
import io.cellar.input.Redaction;
import io.cellar.job.folder.JobList;
import io.cellar.settings.Build;
import io.cellar.settings.Folders;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The root of the command line: without a command it opens the window. */
public final class CellarCommand implements Callable<Integer> {
  /** In the order in which help lists them. */
  private static final Set<String> COMMANDS =
      Collections.unmodifiableSet(
          new LinkedHashSet<>(
              List.of(
                  "open", "check", "info", "read", "slice", "fetch", "verify", "forget", "locks",
                  "jobs", "work", "sample", "serve", "train", "help")));

  private static final String[] SYNOPSIS = {
    "cellar LOCATION... [OPTIONS]", "       cellar COMMAND [ARGUMENTS]", "       cellar [-hV]"
  };

  private static final String[] FOOTER = {
    "",
    "Without a command, the window opens and shows the locations: files, folders and",
    "addresses. 'cellar help open' tells more of these, and which options there are.",
    "A roi is start:stop per axis, stop exclusive: 0:32,100:200,0:512, or z=0:32,t=1.",
    "Exit codes: 0 fine, 2 wrong usage or description, 3 blocks missing or damaged,",
    "4 disk full, 5 host not reachable, 6 access denied, 130 interrupted, 1 unexpected."
  };

  private final Options options =
      new Options("cellar", "Browses and caches image volumes that are far too big to copy.");

  private final WindowLauncher window;

  private CellarCommand(WindowLauncher window) {
    this.window = window;
  }

  /** What {@code --version} prints: the build of the program, and what it runs on. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      Build build = Build.current();
      return new String[] {
        "cellar " + build.versionText(),
        "Build: " + build.origin(),
        "Java " + Runtime.version(),
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + ", "
            + System.getProperty("os.arch")
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
    return run(args, window, Console.system(), Folders.standard());
  }

  /** Errors too end in a sentence and an exit code; picocli hands over exceptions only. */
  static int run(List<String> args, WindowLauncher window, Console console) {
    return run(args, window, console, Folders.standard());
  }

  /**
   * The same.
   *
   * @param folders where the user's list of jobs is
   */
  static int run(List<String> args, WindowLauncher window, Console console, Folders folders) {
    try {
      return execute(args, window, console, folders);
    } catch (RuntimeException | Error e) {
      return Failures.report(e, console).code();
    }
  }

  /** What a desktop starts opens things: a file may be called like a command. */
  private static boolean isCommand(String word) {
    return word.equals("open") || COMMANDS.contains(word) && !Openable.isLeftToWindow();
  }

  private static int execute(
      List<String> args, WindowLauncher window, Console console, Folders folders) {
    String first = args.isEmpty() ? "" : args.getFirst();
    boolean opens = !first.isEmpty() && !first.startsWith("-") && !isCommand(first);
    if (opens) {
      Optional<String> problem = Openable.problem(first, COMMANDS);
      if (problem.isPresent()) {
        console.message("cellar: " + problem.get());
        return ExitCode.USAGE.code();
      }
    }
    if (args.size() == 1 && (first.equals("--version") || first.equals("-V"))) {
      for (String each : new Version().getVersion()) {
        console.result(each); // what starts a program to see whether it is there should not wait
      }
      return ExitCode.FINE.code();
    }
    String[] words = opens ? withOpen(args) : args.toArray(String[]::new);
    CommandLine line = line(needed(words), window, console, folders);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExpandAtFiles(false); // a file of that name is not a list of words
    line.setOut(new PrintWriter(console.out(), true));
    line.setErr(new PrintWriter(console.err(), true));
    line.setParameterExceptionHandler((e, a) -> wrongUsage(e, console));
    line.setExecutionExceptionHandler((e, command, parsed) -> Failures.report(e, console).code());
    return Interruption.guarding(() -> line.execute(words));
  }

  private static CommandLine line(
      Set<String> names, WindowLauncher window, Console console, Folders folders) {
    CellarCommand cellar = new CellarCommand(window);
    CommandLine line = cellar.options.line(cellar);
    line.getCommandSpec().usageMessage().customSynopsis(SYNOPSIS).footer(FOOTER);
    for (String name : names) {
      line.addSubcommand(name, command(name, window, console, new JobList(folders.jobs())));
    }
    versions(line);
    return line;
  }

  /** All commands with their options and words, for manual pages and completion; runs none. */
  public static CommandLine describe() {
    Console nowhere =
        new Console(
            new PrintStream(OutputStream.nullOutputStream()),
            new PrintStream(OutputStream.nullOutputStream()));
    return line(COMMANDS, request -> ExitCode.FINE.code(), nowhere, Folders.standard());
  }

  /** The command that the first word names; all of them where it names none, or asks for help. */
  private static Set<String> needed(String[] words) {
    return words.length > 0 && !words[0].equals("help") && COMMANDS.contains(words[0])
        ? Set.of(words[0])
        : COMMANDS;
  }

  /** Every command tells the version, not only the first. */
  private static void versions(CommandLine line) {
    line.getCommandSpec().versionProvider(new Version());
    line.getSubcommands().values().forEach(CellarCommand::versions);
  }

  private static CommandLine command(
      String name, WindowLauncher window, Console console, JobList jobs) {
    return switch (name) {
      case "open" -> new OpenCommand(window).line();
      case "check" -> new CheckCommand(console).line();
      case "info" -> new InfoCommand(console).line();
      case "read" -> new ReadCommand(console).line();
      case "slice" -> new SliceCommand(console).line();
      case "fetch" -> new FetchCommand(console, jobs).line();
      case "verify" -> new VerifyCommand(console).line();
      case "forget" -> new ForgetCommand(console).line();
      case "locks" -> new LocksCommand(console).line();
      case "jobs" -> JobsCommand.line(console, jobs);
      case "work" -> new WorkCommand(console).line();
      case "sample" -> new SampleCommand(console).line();
      case "serve" -> new ServeCommand(console).line();
      case "train" -> new TrainCommand(console, window).line();
      case "help" -> new HelpCommand().line();
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static String[] withOpen(List<String> args) {
    String[] all = new String[args.size() + 1];
    all[0] = "open";
    for (int i = 0; i < args.size(); i++) {
      all[i + 1] = args.get(i);
    }
    return all;
  }

  /** A word in place of a command under a command is called what it is. */
  private static String problem(ParameterException e, String command) {
    Set<String> names = e.getCommandLine().getSubcommands().keySet();
    if (names.isEmpty()
        || !(e instanceof UnmatchedArgumentException unmatched)
        || unmatched.isUnknownOption()) {
      return e.getMessage();
    }
    return noCommand(command, unmatched.getUnmatched().getFirst(), names);
  }

  /** That a command has none of that name under it, with the one that may have been meant. */
  static String noCommand(String command, String name, Set<String> names) {
    return "'%s' has no command %s".formatted(command, Redaction.address(name))
        + Nearest.of(name, names).map(near -> "; did you mean '" + near + "'?").orElse("");
  }

  private static int wrongUsage(ParameterException e, Console console) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    console.message("cellar: " + problem(e, command));
    boolean nested = command.chars().filter(c -> c == ' ').count() > 1;
    console.message(
        "See '"
            + (nested ? command + " --help" : command.replaceFirst("^cellar", "cellar help"))
            + "'.");
    return ExitCode.USAGE.code();
  }
}

package io.cellar.cli;

import io.cellar.input.Json;
import io.cellar.input.PrintableText;
import io.cellar.job.folder.JobFailure;
import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.JobList;
import io.cellar.job.folder.JobState;
import io.cellar.job.folder.JobStatus;
import io.cellar.job.folder.Stop;
import io.cellar.job.folder.UnusableJobException;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cellar jobs}: the user's own jobs, made, listed and steered. */
@Command(
    name = "jobs",
    mixinStandardHelpOptions = true,
    description =
        "Makes, lists and steers jobs: regions that are fetched by workers, which may end"
            + " and begin again at any time.",
    footer = {
      "",
      "JOB is the folder of a job, its id or how that begins, or its name; 'cellar jobs list'"
          + " tells."
    })
final class JobsCommand {
  /** What names a job. */
  static final String JOB = "Folder, id or name of a job.";

  private static final String JSON = "Print one JSON object.";

  /** As help lists them. */
  private static final List<String> ORDER =
      List.of(
          "add", "list", "show", "run", "pause", "resume", "cancel", "retry", "remove", "report");

  private static final Duration LONGEST_END = Duration.ofSeconds(30);
  private static final long LOOK_MILLIS = 200;

  private final Console console;
  private final JobList list;
  private final BackgroundWorkers background;

  private JobsCommand(Console console, JobList list) {
    this.console = console;
    this.list = list;
    this.background = new BackgroundWorkers(console);
  }

  /** The command with those under it. */
  static CommandLine line(Console console, JobList list) {
    CommandLine line = new CommandLine(new JobsCommand(console, list));
    Map<String, CommandLine> all = new HashMap<>(line.getSubcommands());
    all.keySet().forEach(line.getCommandSpec()::removeSubcommand);
    all.put("add", new CommandLine(new JobsAddCommand(console, list)));
    all.put("run", new CommandLine(new JobsRunCommand(console, list)));
    ORDER.forEach(name -> line.addSubcommand(name, all.get(name)));
    return line;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists your jobs, the oldest first.")
  int list(@Option(names = "--json", description = JSON) boolean json) throws Exception {
    List<JobList.Entry> all = list.all();
    if (json) {
      console.json(JobTable.json(all));
    } else if (all.isEmpty()) {
      console.message("you have no jobs; 'cellar jobs add LOCATION' makes one");
    } else {
      JobTable.lines(all).forEach(console::result);
    }
    return ExitCode.FINE.code();
  }

  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Tells how far a job is, and who works on it.")
  int show(
      @Parameters(paramLabel = "JOB", description = JOB) String name,
      @Option(names = "--json", description = JSON) boolean json)
      throws Exception {
    JobFolder job = find(list, name).require();
    JobState state = job.look();
    if (json) {
      console.json(JobTable.json(job, state));
    } else {
      console.result("folder: " + PrintableText.of(job.path().toString()));
      console.result(PrintableText.lines(state.text(Instant.now())).stripTrailing());
    }
    return ExitCode.FINE.code();
  }

  @Command(
      name = "report",
      mixinStandardHelpOptions = true,
      description = "Tells what has become of a job, with the blocks that could not be had.")
  int report(
      @Parameters(paramLabel = "JOB", description = JOB) String name,
      @Option(
              names = "--failures",
              paramLabel = "FILE",
              description = "List the blocks that could not be had, a JSON object a line.")
          Path failures,
      @Option(names = "--json", description = JSON) boolean json)
      throws Exception {
    JobFolder job = find(list, name).require();
    JobState state = job.look();
    List<JobFailure> failed = job.listFailures();
    if (failures != null) {
      FailureList.requireWritable(failures, List.of());
      FailureList.write(failures, failed);
    }
    if (json) {
      Map<String, Object> report = JobTable.json(job, state);
      report.put("failed_blocks", failed.stream().map(JobTable::failure).toList());
      console.json(report);
    } else {
      console.result(PrintableText.lines(state.text(Instant.now())).stripTrailing());
      failed.stream().map(JobTable::line).forEach(console::result);
    }
    return ExitCode.FINE.code();
  }

  @Command(
      name = "pause",
      mixinStandardHelpOptions = true,
      description = "Has the workers of a job end, so that it can be gone on with later.")
  int pause(
      @Parameters(paramLabel = "JOB", description = JOB) String name,
      @Option(names = "--json", description = JSON) boolean json)
      throws Exception {
    return stop(name, Stop.PAUSE, "paused; to go on: cellar jobs resume ", json);
  }

  @Command(
      name = "cancel",
      mixinStandardHelpOptions = true,
      description = "Gives a job up: its workers end. What was fetched stays.")
  int cancel(
      @Parameters(paramLabel = "JOB", description = JOB) String name,
      @Option(names = "--json", description = JSON) boolean json)
      throws Exception {
    return stop(name, Stop.CANCEL, "canceled; to be rid of it: cellar jobs remove ", json);
  }

  private int stop(String name, Stop how, String words, boolean json) throws IOException {
    JobFolder job = find(list, name).require();
    JobState state = job.look();
    if (state.shards().isOver()) {
      console.message(called(job) + ": has come to its end already: " + state.status().word());
    } else if (job.stop(how)) {
      console.message(called(job) + ": " + words + job.spec().id());
    } else {
      console.message(
          called(job) + ": is canceled; to go on: cellar jobs resume " + job.spec().id());
    }
    tell(job, json);
    return ExitCode.FINE.code();
  }

  /** The job that was named. */
  static JobList.Entry find(JobList list, String name) throws IOException {
    if (name.isBlank()) {
      throw new CommandException(
          ExitCode.USAGE,
          "a job's name is missing, expected its folder, its id or its name; 'cellar jobs list'"
              + " tells");
    }
    try {
      return list.find(name);
    } catch (InvalidPathException e) {
      throw new CommandException(ExitCode.USAGE, "no job of yours: " + name, e);
    }
  }

  /** How far a job is now, for programs. */
  private void tell(JobFolder job, boolean json) throws IOException {
    if (json) {
      console.json(JobTable.json(job, job.look()));
    }
  }

  @Command(
      name = "resume",
      mixinStandardHelpOptions = true,
      description =
          "Goes on with a job in the background, also with blocks that could not be had before.")
  int resume(
      @Parameters(paramLabel = "JOB", description = JOB) String name,
      @Option(names = "--workers", paramLabel = "N", description = BackgroundWorkers.HOW_MANY)
          Integer workers,
      @Option(
              names = "--allow-outside",
              description = "Agree to cache folders outside the descriptions' own folders.")
          boolean allowOutside,
      @Option(names = "--json", description = JSON) boolean json)
      throws Exception {
    BackgroundWorkers.check(workers);
    JobFolder job = find(list, name).require();
    JobState state = job.look();
    if (state.status() == JobStatus.FINISHED) {
      console.message(called(job) + ": is finished; there is nothing left to do");
      tell(job, json);
      return ExitCode.FINE.code();
    }
    if (!state.living().isEmpty() && job.stop().isEmpty()) {
      console.message(called(job) + ": is worked on already");
      tell(job, json);
      return ExitCode.FINE.code();
    }
    goOn(job);
    ExitCode code = background.start(job, BackgroundWorkers.count(workers, job), allowOutside);
    tell(job, json);
    return code.code();
  }

  /** Takes off a stop, and has what failed tried again. */
  static void goOn(JobFolder job) throws IOException {
    job.letGo();
    job.retry(Optional.empty());
  }

  @Command(
      name = "retry",
      mixinStandardHelpOptions = true,
      description = "Tries again, in the background, the parts of a job in which blocks failed.")
  int retry(
      @Parameters(paramLabel = "JOB", description = JOB) String name,
      @Option(
              names = "--cause",
              paramLabel = "S",
              description = "Only those with failures of this cause, as the report names it.")
          String cause,
      @Option(names = "--paused", description = "Do not start a worker yet.") boolean paused,
      @Option(
              names = "--allow-outside",
              description = "Agree to cache folders outside the descriptions' own folders.")
          boolean allowOutside,
      @Option(names = "--json", description = JSON) boolean json)
      throws Exception {
    JobFolder job = find(list, name).require();
    JobState before = job.look();
    Map<String, Long> causes = before.counts().failures();
    if (cause != null && !causes.containsKey(cause)) {
      throw new CommandException(
          ExitCode.USAGE,
          "--cause "
              + cause
              + ": nothing failed for it"
              + (causes.isEmpty()
                  ? ""
                  : "; the causes are: " + String.join(", ", causes.keySet())));
    }
    int again = job.retry(Optional.ofNullable(cause));
    console.message(
        called(job)
            + ": "
            + (again == 0 ? "nothing has failed" : again + " of its parts are tried again"));
    boolean starts = again > 0 && !paused && before.living().isEmpty();
    ExitCode code =
        starts
            ? background.start(job, BackgroundWorkers.count(null, job), allowOutside)
            : ExitCode.FINE;
    tell(job, json);
    return code.code();
  }

  @Command(
      name = "remove",
      mixinStandardHelpOptions = true,
      description =
          "Removes a job and its folder, never what was fetched; one that is worked on has to be"
              + " canceled first.")
  int remove(
      @Parameters(paramLabel = "JOB", description = JOB) String name,
      @Option(names = "--json", description = JSON) boolean json)
      throws Exception {
    JobList.Entry entry = find(list, name);
    if (entry.job().isPresent()) {
      requireUnused(entry.job().get());
    }
    Optional<String> left = list.removeWithFolder(entry);
    String words =
        entry.job().isPresent() && left.isEmpty()
            ? "is removed; what it fetched stays"
            : left.orElse(entry.problem()) + "; it is taken off the list of your jobs";
    console.message(entry.name() + ": " + PrintableText.of(words));
    if (json) {
      console.json(Json.object("id", entry.id(), "removed", true));
    }
    return ExitCode.FINE.code();
  }

  private void requireUnused(JobFolder job) throws IOException, InterruptedException {
    try {
      JobState state = job.look();
      if (!state.living().isEmpty() && !job.stop().equals(Optional.of(Stop.CANCEL))) {
        throw new CommandException(
            ExitCode.USAGE,
            "%s: %s; cancel it first: cellar jobs cancel %s"
                .formatted(
                    called(job),
                    BackgroundWorkers.areAtIt(state.living().size()),
                    job.spec().id()));
      }
      awaitEnd(job);
    } catch (UnusableJobException e) { // nobody can work on it any more
      console.message(called(job) + ": " + PrintableText.of(e.getMessage()));
    }
  }

  /**
   * A canceled job's workers write their last words; who is silent for too long is not waited for.
   */
  private static void awaitEnd(JobFolder job) throws IOException, InterruptedException {
    long end = System.nanoTime() + LONGEST_END.toNanos();
    while (!job.look().living().isEmpty() && System.nanoTime() - end < 0) {
      Thread.sleep(LOOK_MILLIS);
    }
  }

  /** A job's name, for a sentence about it. */
  static String called(JobFolder job) {
    return job.spec().name();
  }
}

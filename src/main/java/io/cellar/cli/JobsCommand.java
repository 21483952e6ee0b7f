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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;

/** {@code cellar jobs}: the user's own jobs, made, listed and steered. */
final class JobsCommand {
  private static final String DESCRIPTION =
      "Makes, lists and steers jobs: regions that are fetched by workers, which may end and begin"
          + " again at any time.";

  private static final String[] FOOTER = {
    "",
    "JOB is the folder of a job, its id or how that begins, or its name; 'cellar jobs list' tells."
  };

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

  /** The command with those under it, as help lists them. */
  static CommandLine line(Console console, JobList list) {
    JobsCommand jobs = new JobsCommand(console, list);
    CommandLine line = new Options("jobs", DESCRIPTION).group();
    line.getCommandSpec().usageMessage().footer(FOOTER);
    return line.addSubcommand(new JobsAddCommand(console, list).line())
        .addSubcommand(jobs.list())
        .addSubcommand(jobs.show())
        .addSubcommand(new JobsRunCommand(console, list).line())
        .addSubcommand(jobs.pause())
        .addSubcommand(jobs.resume())
        .addSubcommand(jobs.cancel())
        .addSubcommand(jobs.retry())
        .addSubcommand(jobs.remove())
        .addSubcommand(jobs.report());
  }

  /** The word that names a job. */
  static Value<String> job(Options options) {
    return options.word("JOB", String.class, "Folder, id or name of a job.");
  }

  /** Consent for the folders of all volumes of a job. */
  static Value<Boolean> allowOutside(Options options) {
    return options.flag(
        "--allow-outside", "Agree to cache folders outside the descriptions' own folders.");
  }

  /** What is done with a job. */
  private interface Work {
    int on(String job, boolean json) throws Exception;
  }

  /** A command on a job that takes nothing else. */
  private static CommandLine ofJob(String name, String help, Work work) {
    Options options = new Options(name, help);
    Value<String> job = job(options);
    Value<Boolean> json = options.json();
    return options.line(() -> work.on(job.get(), json.get()));
  }

  private CommandLine list() {
    Options options = new Options("list", "Lists your jobs, the oldest first.");
    Value<Boolean> json = options.json();
    return options.line(() -> list(json.get()));
  }

  private int list(boolean json) throws Exception {
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

  private CommandLine show() {
    return ofJob("show", "Tells how far a job is, and who works on it.", this::show);
  }

  private int show(String name, boolean json) throws Exception {
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

  private CommandLine report() {
    Options options =
        new Options(
            "report", "Tells what has become of a job, with the blocks that could not be had.");
    Value<String> job = job(options);
    Value<Path> failures =
        options.path(
            "--failures", "FILE", "List the blocks that could not be had, a JSON object a line.");
    Value<Boolean> json = options.json();
    return options.line(() -> report(job.get(), failures.get(), json.get()));
  }

  private int report(String name, Path failures, boolean json) throws Exception {
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

  private CommandLine pause() {
    return ofJob(
        "pause",
        "Has the workers of a job end, so that it can be gone on with later.",
        this::pause);
  }

  private int pause(String name, boolean json) throws Exception {
    return stop(name, Stop.PAUSE, "paused; to go on: cellar jobs resume ", json);
  }

  private CommandLine cancel() {
    return ofJob(
        "cancel", "Gives a job up: its workers end. What was fetched stays.", this::cancel);
  }

  private int cancel(String name, boolean json) throws Exception {
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

  private CommandLine resume() {
    Options options =
        new Options(
            "resume",
            "Goes on with a job in the background, also with blocks that could not be had before.");
    Value<String> job = job(options);
    Value<Integer> workers =
        options.value("--workers", "N", Integer.class, BackgroundWorkers.HOW_MANY);
    Value<Boolean> allowOutside = allowOutside(options);
    Value<Boolean> json = options.json();
    return options.line(() -> resume(job.get(), workers.get(), allowOutside.get(), json.get()));
  }

  private int resume(String name, Integer workers, boolean allowOutside, boolean json)
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

  private CommandLine retry() {
    Options options =
        new Options(
            "retry", "Tries again, in the background, the parts of a job in which blocks failed.");
    Value<String> job = job(options);
    Value<String> cause =
        options.text(
            "--cause", "S", "Only those with failures of this cause, as the report names it.");
    Value<Boolean> paused = options.flag("--paused", "Do not start a worker yet.");
    Value<Boolean> allowOutside = allowOutside(options);
    Value<Boolean> json = options.json();
    return options.line(
        () -> retry(job.get(), cause.get(), paused.get(), allowOutside.get(), json.get()));
  }

  private int retry(String name, String cause, boolean paused, boolean allowOutside, boolean json)
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

  private CommandLine remove() {
    return ofJob(
        "remove",
        "Removes a job and its folder, never what was fetched; one that is worked on has to be"
            + " canceled first.",
        this::remove);
  }

  private int remove(String name, boolean json) throws Exception {
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

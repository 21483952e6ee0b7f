package io.cellar.cli;

import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.JobState;
import io.cellar.job.work.JobRunner;
import io.cellar.job.work.Worker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code cellar work}: a worker of a job. */
final class WorkCommand implements Callable<Integer> {
  private final Options options =
      new Options(
          "work",
          "Works on a job until none of it is left; any number may do so at once, on any"
              + " computers.");

  private final Console console;

  private final Value<Path> folder = options.word("JOBDIR", Path.class, "The job's folder.");

  private final Value<Boolean> offline =
      options.flag("--offline", "Use the cache only; nothing is requested.");

  private final Value<String> parallel =
      options.withDefault(
          "--parallel", "N", "auto", "Open requests at a time, 1 to 256, or auto (default).");

  private final Value<Boolean> allowOutside = JobsCommand.allowOutside(options);

  private final Value<Boolean> allowShared =
      options.flag(
          "--allow-shared",
          "Work on a job whose folder is another user's, or that others may write to.");

  private final Value<Boolean> json =
      options.flag("--json", "Print JSON objects, a line each: progress, then the end.");

  private final Value<Long> parent =
      options.hidden("--parent", "<parent>", Long.class, "End when this process has ended.");

  private final Value<Boolean> background =
      options.hiddenFlag("--background", "Started to go on by itself.");

  WorkCommand(Console console) {
    this.console = console;
  }

  CommandLine line() {
    return options.line(this);
  }

  @Override
  public Integer call() throws Exception {
    if (folder.get().toString().isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE,
          "the folder of a job is missing; 'cellar jobs show JOB' tells where it is");
    }
    JobRunner.Work how =
        new JobRunner.Work(
            parent.get() != null ? "child" : background.get() ? "background" : "command",
            offline.get(),
            allowOutside.get(),
            NetworkOptions.parallel(parallel.get()),
            parent.get() == null ? OptionalLong.empty() : OptionalLong.of(parent.get()));
    JobFolder job = JobFolder.open(folder.get(), allowShared.get());
    CommandParts parts = new CommandParts();
    if (background.get() || parent.get() != null) {
      // Nobody reads along: what is printed is kept, so that it is only what matters.
      return code(JobRunner.work(job, parts, how)).or(parts.closed(console)).code();
    }
    Worker.Outcome outcome;
    JobWatch watch = new JobWatch(console, job, json.get());
    try (watch) {
      outcome = JobRunner.work(job, parts, how);
    }
    return ended(job, outcome, watch.seconds()).or(parts.closed(console)).code();
  }

  private ExitCode ended(JobFolder job, Worker.Outcome outcome, double seconds) throws IOException {
    JobState state = job.look();
    WorkSummary.print(
        WorkSummary.of(job.spec().blocks(), state.counts(), seconds, job.spec().writeEmpty()),
        json.get(),
        console);
    WorkSummary.tellFailures(state.counts(), Optional.empty(), console);
    console.message(JobsCommand.called(job) + ": " + state.status().word());
    return code(outcome);
  }

  private ExitCode code(Worker.Outcome outcome) {
    return switch (outcome) {
      case Worker.Outcome.Over _ -> ExitCode.FINE;
      case Worker.Outcome.Told _ -> ExitCode.FINE;
      case Worker.Outcome.Interrupted _ -> ExitCode.INTERRUPTED;
      case Worker.Outcome.Failed(Throwable why) -> Failures.report(why, console);
    };
  }
}

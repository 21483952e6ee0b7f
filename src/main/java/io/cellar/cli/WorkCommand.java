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
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cellar work}: a worker of a job. */
@Command(
    name = "work",
    mixinStandardHelpOptions = true,
    description =
        "Works on a job until none of it is left; any number may do so at once, on any computers.")
final class WorkCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "JOBDIR", description = "The job's folder.")
  private Path folder;

  @Option(names = "--offline", description = "Use the cache only; nothing is requested.")
  private boolean offline;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "Open requests at a time, 1 to 256, or auto (default).")
  private String parallel = "auto";

  @Option(
      names = "--allow-outside",
      description = "Agree to cache folders outside the descriptions' own folders.")
  private boolean allowOutside;

  @Option(
      names = "--allow-shared",
      description = "Work on a job whose folder is another user's, or that others may write to.")
  private boolean allowShared;

  @Option(
      names = "--json",
      description = "Print JSON objects, a line each: progress, then the end.")
  private boolean json;

  @Option(names = "--parent", hidden = true, description = "End when this process has ended.")
  private Long parent;

  @Option(names = "--background", hidden = true, description = "Started to go on by itself.")
  private boolean background;

  WorkCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    if (folder.toString().isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE,
          "the folder of a job is missing; 'cellar jobs show JOB' tells where it is");
    }
    JobRunner.Work how =
        new JobRunner.Work(
            parent != null ? "child" : background ? "background" : "command",
            offline,
            allowOutside,
            NetworkOptions.parallel(parallel),
            parent == null ? OptionalLong.empty() : OptionalLong.of(parent));
    JobFolder job = JobFolder.open(folder, allowShared);
    CommandParts parts = new CommandParts();
    if (background || parent != null) {
      // Nobody reads along: what is printed is kept, so that it is only what matters.
      return code(JobRunner.work(job, parts, how)).or(parts.closed(console)).code();
    }
    Worker.Outcome outcome;
    JobWatch watch = new JobWatch(console, job, json);
    try (watch) {
      outcome = JobRunner.work(job, parts, how);
    }
    return ended(job, outcome, watch.seconds()).or(parts.closed(console)).code();
  }

  private ExitCode ended(JobFolder job, Worker.Outcome outcome, double seconds) throws IOException {
    JobState state = job.look();
    WorkSummary.print(
        WorkSummary.of(job.spec().blocks(), state.counts(), seconds, job.spec().writeEmpty()),
        json,
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

package io.cellar.cli;

import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.JobList;
import io.cellar.job.folder.JobState;
import io.cellar.job.folder.JobStatus;
import io.cellar.job.work.JobRunner;
import io.cellar.job.work.Worker;
import io.cellar.job.work.WorkerProcess;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code cellar jobs run}: a job in the foreground. */
final class JobsRunCommand implements Callable<Integer> {
  private final Options options =
      new Options(
          "run", "Runs a job here until it ends, also with blocks that could not be had before.");

  private final Console console;
  private final JobList list;

  private final Value<String> name = JobsCommand.job(options);

  private final Value<Boolean> allowOutside = JobsCommand.allowOutside(options);

  private final Value<Boolean> json =
      options.flag("--json", "Print JSON objects, a line each: progress, then the end.");

  JobsRunCommand(Console console, JobList list) {
    this.console = console;
    this.list = list;
  }

  CommandLine line() {
    return options.line(this);
  }

  @Override
  public Integer call() throws Exception {
    JobFolder job = JobsCommand.find(list, name.get()).require();
    if (job.look().status() == JobStatus.FINISHED) { // it may lie where nothing can be written
      if (!job.isReported()) {
        job.report();
      }
      return ended(console, job, new Worker.Outcome.Over(), 0, json.get()).code();
    }
    JobsCommand.goOn(job);
    return run(console, job, allowOutside.get(), json.get()).code();
  }

  /**
   * Runs a job until it ends.
   *
   * @param allowOutside consent for cache folders outside the descriptions' own
   * @param json whether programs read what is printed
   */
  static ExitCode run(Console console, JobFolder job, boolean allowOutside, boolean json)
      throws Exception {
    CommandParts parts = new CommandParts();
    JobRunner runner =
        new JobRunner(job, parts, new WorkerProcess.Consent(allowOutside, false), console::message);
    Worker.Outcome outcome;
    JobWatch watch = new JobWatch(console, job, json);
    try (watch) {
      outcome = runner.run();
    }
    return ended(console, job, outcome, watch.seconds(), json).or(parts.closed(console));
  }

  private static ExitCode ended(
      Console console, JobFolder job, Worker.Outcome outcome, double seconds, boolean json)
      throws Exception {
    JobState state = job.look();
    Optional<Throwable> endedBy =
        outcome instanceof Worker.Outcome.Failed(Throwable why)
            ? Optional.of(why)
            : Optional.empty();
    WorkSummary.print(
        WorkSummary.of(job.spec().blocks(), state.counts(), seconds, job.spec().writeEmpty()),
        json,
        console);
    WorkSummary.tellFailures(state.counts(), endedBy, console);
    return switch (outcome) {
      case Worker.Outcome.Over _ ->
          state.shards().failed() > 0 ? ExitCode.BLOCKS_MISSING : ExitCode.FINE;
      case Worker.Outcome.Told told -> Foreground.told(told.how(), console);
      case Worker.Outcome.Interrupted _ -> {
        console.message("cellar: interrupted");
        yield ExitCode.INTERRUPTED;
      }
      case Worker.Outcome.Failed(Throwable why) -> Failures.report(why, console);
    };
  }
}

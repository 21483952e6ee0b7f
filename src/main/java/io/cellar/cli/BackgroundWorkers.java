package io.cellar.cli;

import io.cellar.job.folder.JobFolder;
import io.cellar.job.work.JobRunner;
import io.cellar.job.work.WorkerProcess;
import java.io.IOException;

/** Sets workers on jobs that go on when this command has ended. */
final class BackgroundWorkers {
  private static final int MOST = 256;

  private final Console console;

  BackgroundWorkers(Console console) {
    this.console = console;
  }

  /** Refuses a number of workers that cannot be meant. */
  static void check(int workers) {
    if (workers < 1 || workers > MOST) {
      throw new CommandException(
          ExitCode.USAGE, "--workers " + workers + ": expected a number from 1 to " + MOST);
    }
  }

  /**
   * Starts workers, and says whether they are there.
   *
   * @param allowOutside consent for cache folders outside the descriptions' own
   */
  ExitCode start(JobFolder job, int workers, boolean allowOutside)
      throws IOException, InterruptedException {
    WorkerProcess.withheld().ifPresent(console::message);
    WorkerProcess.Appearance there =
        JobRunner.background(job, workers, new WorkerProcess.Consent(allowOutside, false));
    there.missing().forEach(console::message);
    int appeared = there.appeared().size();
    if (appeared == 0) {
      console.message(JobsCommand.called(job) + ": no worker could be started");
      return ExitCode.ofEnded(there.exitCodes());
    }
    console.message(
        "%s: %s in the background; how far it is: cellar jobs show %s"
            .formatted(JobsCommand.called(job), areAtIt(appeared), job.spec().id()));
    return ExitCode.FINE;
  }

  /** So many workers, in words. */
  static String areAtIt(int workers) {
    return workers == 1 ? "1 worker is at it" : workers + " workers are at it";
  }
}

package io.cellar.cli;

import io.cellar.job.folder.JobFolder;
import io.cellar.job.style.ConcurrencyStyle;
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

  /** What {@code --workers} is, for help. */
  static final String HOW_MANY =
      "So many workers in the background (default 1, or as many processes as the style says).";

  /**
   * Refuses a number of workers that cannot be meant.
   *
   * @param workers null: nothing was said
   */
  static void check(Integer workers) {
    if (workers != null && (workers < 1 || workers > MOST)) {
      throw new CommandException(
          ExitCode.USAGE, "--workers " + workers + ": expected a number from 1 to " + MOST);
    }
  }

  /**
   * How many workers a job is given.
   *
   * @param workers as was said; null: as many as its style has processes, else one
   */
  static int count(Integer workers, JobFolder job) {
    return workers != null
        ? workers
        : Math.max(1, processes(ConcurrencyStyle.of(job.spec().style())));
  }

  /** How many processes a style names; 0: it says nothing of them. */
  static int processes(ConcurrencyStyle style) {
    return Math.min(MOST, style.children(Runtime.getRuntime().availableProcessors()));
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
    there.missing().forEach(why -> console.message("cellar: " + why));
    int appeared = there.appeared().size();
    if (appeared == 0) {
      console.message("cellar: " + JobsCommand.called(job) + ": no worker could be started");
      return ExitCode.ofEnded(there.exitCodes());
    }
    console.message(
        "%s: %s in the background; how far it is: cellar jobs show %s"
            .formatted(
                JobsCommand.called(job),
                (appeared < workers ? "only " : "")
                    + (appeared == 1 ? "1 worker has" : appeared + " workers have")
                    + " begun",
                job.spec().id()));
    return ExitCode.FINE;
  }

  /** So many workers, in words. */
  static String areAtIt(int workers) {
    return workers == 1 ? "1 worker is at it" : workers + " workers are at it";
  }
}

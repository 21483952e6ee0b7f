package io.cellar.job.work;

import io.cellar.job.folder.JobFolder;
import io.cellar.session.Volumes;
import java.nio.file.Path;

/** A program of its own that sets workers on a job: {@code background}, or {@code run}. */
final class StartingProgram {
  private StartingProgram() {}

  /**
   * @param args what to do, and the job's folder
   */
  public static void main(String[] args) throws Exception {
    JobFolder job = JobFolder.open(Path.of(args[1]), false);
    WorkerProcess.Consent consent = new WorkerProcess.Consent(false, false);
    if (args[0].equals("background")) {
      WorkerProcess.Appearance there = JobRunner.background(job, 2, consent);
      System.exit(there.missing().isEmpty() ? there.appeared().size() : 100);
    }
    new JobRunner(job, Volumes::forCommand, consent, System.err::println).run();
  }
}

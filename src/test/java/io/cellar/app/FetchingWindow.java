package io.cellar.app;

import io.cellar.job.BlockOrder;
import io.cellar.job.folder.JobList;
import io.cellar.job.folder.JobState;
import io.cellar.job.folder.JobStatus;
import io.cellar.ui.Fx;
import io.cellar.ui.JobRequest;
import io.cellar.ui.JobRow;
import io.cellar.volume.Roi;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;

/**
 * A program with a window that fetches a whole volume as a job, or goes on with the job that it
 * finds, until it is killed or the job is over.
 */
final class FetchingWindow {
  private static final int REQUESTS = 8;

  private FetchingWindow() {}

  /**
   * Begins to fetch, or goes on.
   *
   * @param args the folder to work in, and the description
   */
  public static void main(String[] args) throws Exception {
    Fx.start();
    ProgramWindow program = new ProgramWindow(Path.of(args[0]));
    program.start();
    if (!new JobList(program.folders.jobs()).all().isEmpty()) {
      goOn(program);
      return;
    }
    program.open(Path.of(args[1]));
    var volume = program.view().volume();
    Roi all = Roi.ofShape(volume.description().viewShape());
    program
        .jobs()
        .add(
            new JobRequest(
                "everything",
                List.of(new JobRequest.Part(volume, all, List.of(0))),
                BlockOrder.SCAN,
                REQUESTS,
                OptionalLong.empty(),
                true,
                false,
                false,
                JobRequest.Where.HERE,
                1,
                Map.of()));
    new CountDownLatch(1).await();
  }

  /** Resumes the job that is in the list, and waits for its end. */
  private static void goOn(ProgramWindow program) throws Exception {
    until(() -> state(program).isPresent());
    program.jobs().resume(program.jobs().rows().getFirst().id());
    until(() -> state(program).filter(s -> s.status() == JobStatus.FINISHED).isPresent());
    System.out.println("finished");
    System.exit(0);
  }

  private static Optional<JobState> state(ProgramWindow program) {
    return program.jobs().rows().stream().findFirst().flatMap(JobRow::state);
  }

  private static void until(BooleanSupplier condition) throws InterruptedException {
    while (!condition.getAsBoolean()) {
      Thread.sleep(20);
    }
  }
}

package io.cellar.app;

import io.cellar.job.BlockOrder;
import io.cellar.ui.Fx;
import io.cellar.ui.JobRequest;
import io.cellar.volume.Roi;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CountDownLatch;

/** A program with a window that fetches a whole volume, until it is killed. */
final class FetchingWindow {
  private FetchingWindow() {}

  /**
   * Begins to fetch.
   *
   * @param args the folder to work in, and the description
   */
  public static void main(String[] args) throws Exception {
    Fx.start();
    ProgramWindow program = new ProgramWindow(Path.of(args[0]));
    program.start();
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
                0,
                OptionalLong.empty(),
                true,
                false,
                false,
                JobRequest.Where.HERE,
                1,
                Map.of()));
    new CountDownLatch(1).await();
  }
}

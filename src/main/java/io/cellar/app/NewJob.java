package io.cellar.app;

import io.cellar.engine.BlockEngine;
import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.JobList;
import io.cellar.job.folder.JobSpec;
import io.cellar.job.style.ConcurrencyStyle;
import io.cellar.job.work.JobDraft;
import io.cellar.job.work.OpenedVolume;
import io.cellar.ui.JobRequest;
import io.cellar.ui.JobRequest.Where;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** A job from what the window wants. */
final class NewJob {
  private NewJob() {}

  /**
   * Lists it, and makes its folder in the cache of its first volume. Waits for hosts as long as it
   * takes.
   *
   * @throws IllegalArgumentException if it cannot be a job
   */
  static JobFolder create(JobList list, JobRequest request) throws IOException {
    List<JobDraft.Wish> wishes =
        request.parts().stream()
            .map(part -> new JobDraft.Wish(opened(part), part.view(), part.levels()))
            .toList();
    ConcurrencyStyle style =
        ConcurrencyStyle.of(request.style())
            .requireProcessors(Runtime.getRuntime().availableProcessors());
    Instant now = Instant.now();
    JobSpec spec =
        new JobDraft(
                request.name(),
                wishes,
                request.order(),
                request.requests(),
                request.bytesPerSecond(),
                request.retryFailed(),
                request.retryAbsent(),
                false,
                BlockEngine.WITHOUT_END,
                JobSpec.LEASE,
                request.where() == Where.HERE ? style.children(1) : request.workers(),
                style.singleBlockComputeWorkers(),
                request.style())
            .spec(JobSpec.newId(now), now);
    return list.create(root(wishes.getFirst().volume()), spec);
  }

  private static Path root(OpenedVolume volume) {
    return volume.volume().finest().cache().root();
  }

  /** The volume of a region, as the window has it open; not to be closed. */
  static OpenedVolume opened(JobRequest.Part part) {
    if (part.volume() instanceof WindowVolume volume) {
      return volume.forJobs();
    }
    throw new IllegalArgumentException("not a volume of this program: " + part.volume().location());
  }
}

package io.cellar.app;

import io.cellar.description.DescriptionException;
import io.cellar.job.FetchEstimate;
import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.JobList;
import io.cellar.job.folder.Stop;
import io.cellar.job.folder.UnusableJobException;
import io.cellar.ui.JobRequest;
import io.cellar.ui.JobRow;
import io.cellar.ui.Jobs;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The user's jobs as the window has them: what it wants of each is done elsewhere, in the order of
 * the clicks. Closed before the volumes; what is unfinished then is found again at the next start.
 */
final class WindowJobs implements Jobs, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WindowJobs.class);

  /** A worker here gives its shards back before others are set on its job, but within this. */
  private static final Duration HANDING_OVER = Duration.ofSeconds(5);

  /** The end of the program does not wait longer for jobs. */
  private static final Duration LONGEST_END = Duration.ofSeconds(10);

  private final JobList list;
  private final JobVolumes volumes;
  private final Detached detached;
  private final WorkersHere here;
  private final JobWatch watch;
  private final JobNotices notices;
  private final JobClicks clicks;

  /** Sets workers on jobs in processes of their own. */
  interface Detached {
    /**
     * Starts workers, and waits until they have appeared.
     *
     * @param allowOutside whether caches outside the descriptions' folders are agreed to
     * @return a sentence for each that has not; empty when all have
     */
    List<String> start(JobFolder job, int workers, boolean allowOutside)
        throws IOException, InterruptedException;
  }

  /**
   * Jobs of a list. They are seen when {@link #begin} has been called.
   *
   * @param detached starts workers without a window
   */
  WindowJobs(JobList list, JobVolumes volumes, Detached detached, JobNotices notices) {
    this.list = list;
    this.volumes = volumes;
    this.detached = detached;
    this.here = new WorkersHere(volumes, this::look);
    this.watch = new JobWatch(list, here);
    this.clicks = new JobClicks(watch);
    this.notices = notices;
    var always = watch.onNews(() -> notices.jobs(watch.rows()));
  }

  private void look() {
    watch.look();
  }

  /** Looks which jobs there are. None is begun with. */
  WindowJobs begin() {
    watch.look();
    return this;
  }

  /** False when nothing is looked at any more, since all jobs are over. */
  boolean isLooking() {
    return watch.isLooking();
  }

  @Override
  public FetchEstimate estimate(List<JobRequest.Part> parts) {
    return parts.stream()
        .map(part -> FetchEstimate.of(NewJob.opened(part).targets(part.view(), part.levels())))
        .reduce(FetchEstimate.NONE, FetchEstimate::plus);
  }

  @Override
  public void add(JobRequest request) throws IOException {
    JobFolder job = NewJob.create(list, request);
    LOG.info("{}: {} blocks in {}", request.name(), job.spec().blocks(), job.path());
    if (!request.startPaused()) {
      notices.begun(job.spec().id());
      switch (request.where()) {
        case HERE -> here.start(job, false);
        case BACKGROUND -> clicks.click(job.spec().id(), () -> detach(job, request.workers()));
      }
    }
    watch.look();
  }

  @Override
  public List<JobRow> rows() {
    return watch.rows();
  }

  @Override
  public Runnable onNews(Runnable news) {
    return watch.onNews(news);
  }

  @Override
  public void pause(String id) {
    stop(id, Stop.PAUSE);
  }

  @Override
  public void cancel(String id) {
    stop(id, Stop.CANCEL);
  }

  /** The worker here is told at once, those elsewhere find the file. */
  private void stop(String id, Stop how) {
    leave(id);
    clicks.click(
        id,
        () -> {
          find(id).stop(how);
          leave(id); // one may have been set on it meanwhile
        });
  }

  private void leave(String id) {
    var ignored = here.leave(id);
  }

  @Override
  public void resume(String id) {
    clicks.click(
        id,
        () -> {
          JobFolder job = find(id);
          job.letGo();
          here.start(job, false);
        });
  }

  @Override
  public void retry(String id, Optional<String> cause) {
    clicks.click(
        id,
        () -> {
          JobFolder job = find(id);
          int shards = job.retry(cause);
          LOG.info("{}: {} parts are tried again", job.spec().name(), shards);
          job.letGo();
          here.start(job, true);
        });
  }

  @Override
  public void remove(String id) {
    clicks.click(
        id,
        () -> {
          Optional<JobList.Entry> entry = entry(id);
          if (entry.isEmpty()) {
            return;
          }
          Optional<JobFolder> job = entry.get().job();
          if (here.isLeaving(id)) {
            awaitEnd(id);
          }
          if (here.has(id) || (job.isPresent() && isWorkedOn(job.get()))) {
            watch.noteWhileWorkedOn(id, "it is being worked on; pause or cancel it before");
            return;
          }
          list.removeWithFolder(entry.get()).ifPresent(left -> LOG.warn("{}: {}", id, left));
        });
  }

  /** Waits a while until the worker here has given its shards back. */
  private void awaitEnd(String id) throws InterruptedException {
    try {
      here.leave(id).get(HANDING_OVER.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn("the worker of job {} here takes long to end", id, e);
    }
  }

  /** Whether anybody still works on it; who has been asked to end is waited for. */
  private static boolean isWorkedOn(JobFolder job) throws IOException, InterruptedException {
    long end = System.nanoTime() + HANDING_OVER.toNanos();
    try {
      while (!job.look().living().isEmpty()) {
        if (job.stop().isEmpty() || System.nanoTime() - end > 0) {
          return true;
        }
        Thread.sleep(100);
      }
    } catch (UnusableJobException e) {
      LOG.debug("{} is damaged", job.path(), e); // nobody can
    }
    return false;
  }

  @Override
  public void toBackground(String id) {
    clicks.click(id, () -> detach(find(id), 1));
  }

  private void detach(JobFolder job, int workers)
      throws IOException, InterruptedException, DescriptionException {
    String id = job.spec().id();
    if (volumes.needsWindow(job.spec())) {
      throw new IOException(
          "the built-in sample is there only as long as the window is; resume it here");
    }
    awaitEnd(id);
    job.letGo();
    boolean outside = volumes.mayLieOutside(job.spec());
    watch.starting(id, true);
    clicks.beside(
        id,
        () -> {
          try {
            start(job, workers, outside);
          } finally {
            watch.starting(id, false);
          }
        });
  }

  /** What else is wanted of the job meanwhile, such as a pause, does not wait for this. */
  private void start(JobFolder job, int workers, boolean outside)
      throws IOException, InterruptedException {
    List<String> missing = detached.start(job, Math.max(1, workers), outside);
    if (!missing.isEmpty()) {
      throw new IOException(String.join("; ", missing));
    }
  }

  @Override
  public void showFolder(String id) {
    clicks.click(id, () -> DesktopFiles.show(find(id).path()));
  }

  @Override
  public CompletableFuture<String> report(String id, boolean json) {
    return clicks.ask(() -> JobReport.of(find(id), json));
  }

  private Optional<JobList.Entry> entry(String id) throws IOException {
    return list.all().stream().filter(e -> e.id().equals(id)).findFirst();
  }

  private JobFolder find(String id) throws IOException {
    return entry(id).orElseThrow(() -> new IOException("no such job: " + id)).require();
  }

  /** Does what was clicked, then ends the workers here, within some seconds. */
  @Override
  public void close() {
    long end = System.nanoTime() + LONGEST_END.toNanos();
    clicks.stop();
    here.stop();
    clicks.await(end);
    here.awaitEnd(end);
    notices.close();
    watch.close();
    clicks.close();
  }
}

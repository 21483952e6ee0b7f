package io.cellar.ui;

import io.cellar.job.FetchEstimate;
import io.cellar.job.folder.JobStatus;
import io.cellar.job.folder.WorkerStatus;
import io.cellar.store.Coverage;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Jobs that stand at whatever they are told, and remember what they were asked for. */
public final class DemoJobs implements Jobs {
  private final Map<String, JobRow> rows = new LinkedHashMap<>();
  private final List<JobRequest> requests = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final List<Runnable> news = new CopyOnWriteArrayList<>();
  private volatile long blockBytes = 262144;
  private volatile Optional<String> refusal = Optional.empty();

  /** How large a block is said to be. */
  public void blockBytes(long bytes) {
    blockBytes = bytes;
  }

  /** Why nothing can be added. */
  public void refuse(String why) {
    refusal = Optional.of(why);
  }

  /** What was to be added. */
  public List<JobRequest> requests() {
    return List.copyOf(requests);
  }

  /** What was asked of jobs, such as {@code pause 1}. */
  public List<String> asked() {
    return List.copyOf(asked);
  }

  /** Puts a job into the list, or another one in its place. */
  public DemoJobs put(JobRow row) {
    synchronized (rows) {
      rows.put(row.id(), row);
    }
    news.forEach(Runnable::run);
    return this;
  }

  @Override
  public FetchEstimate estimate(List<JobRequest.Part> parts) {
    return parts.stream().map(this::estimate).reduce(FetchEstimate.NONE, FetchEstimate::plus);
  }

  private FetchEstimate estimate(JobRequest.Part part) {
    ArrayGeometry local = part.volume().description().geometry();
    Roi stored = local.toStored(part.view());
    long blocks = local.grid().countIn(stored);
    long cached = part.volume().coverage().count(stored, Coverage.State.AVAILABLE);
    return new FetchEstimate(blocks, cached, 0, 0, blocks - cached, (blocks - cached) * blockBytes);
  }

  @Override
  public void add(JobRequest request) throws IOException {
    if (refusal.isPresent()) {
      throw new IOException(refusal.get());
    }
    requests.add(request);
    DemoJob job =
        new DemoJob(String.valueOf(requests.size()), request.name())
            .at(Instant.now())
            .blocks(0, estimate(request.parts()).blocks());
    request.parts().forEach(part -> job.volume(part.volume(), part.view(), part.levels()));
    if (request.startPaused()) {
      job.status(JobStatus.CREATED);
    } else {
      job.worker("window", WorkerStatus.State.WORKING, true, "", 0);
    }
    put(job.row());
  }

  @Override
  public List<JobRow> rows() {
    synchronized (rows) {
      return new ArrayList<>(rows.values());
    }
  }

  @Override
  public Runnable onNews(Runnable listener) {
    news.add(listener);
    return () -> news.remove(listener);
  }

  private void ask(String what) {
    asked.add(what);
    news.forEach(Runnable::run);
  }

  @Override
  public void pause(String id) {
    ask("pause " + id);
  }

  @Override
  public void resume(String id) {
    ask("resume " + id);
  }

  @Override
  public void cancel(String id) {
    ask("cancel " + id);
  }

  @Override
  public void retry(String id, Optional<String> cause) {
    ask("retry " + id + cause.map(c -> " " + c).orElse(""));
  }

  @Override
  public void remove(String id) {
    synchronized (rows) {
      rows.remove(id);
    }
    ask("remove " + id);
  }

  @Override
  public void toBackground(String id) {
    ask("background " + id);
  }

  @Override
  public void showFolder(String id) {
    ask("folder " + id);
  }

  @Override
  public CompletableFuture<String> report(String id, boolean json) {
    JobRow row;
    synchronized (rows) {
      row = rows.get(id);
    }
    return CompletableFuture.supplyAsync(
        () ->
            row.state()
                .map(s -> json ? io.cellar.input.Json.text(s.json()) : s.text(Instant.now()))
                .orElseThrow());
  }
}

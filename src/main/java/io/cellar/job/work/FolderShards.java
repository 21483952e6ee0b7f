package io.cellar.job.work;

import io.cellar.job.folder.JobFailure;
import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.JobSpec;
import io.cellar.job.folder.Offer;
import io.cellar.job.folder.ShardEnd;
import io.cellar.job.folder.ShardFiles.Taking;
import io.cellar.job.folder.Stop;
import io.cellar.job.folder.WorkerFiles;
import io.cellar.job.folder.WorkerStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shards of a job's folder. */
class FolderShards implements ShardSource {
  private static final Logger LOG = LoggerFactory.getLogger(FolderShards.class);

  private final JobFolder job;
  private final boolean passing;
  private final Taking taking;
  private final Optional<ProcessHandle> parent;

  /**
   * @param passing whether the folder is removed when nothing failed; no report is written then
   * @param taking which are taken
   * @param parent the process without which no worker goes on
   */
  FolderShards(JobFolder job, boolean passing, Taking taking, Optional<ProcessHandle> parent) {
    this.job = job;
    this.passing = passing;
    this.taking = taking;
    this.parent = parent;
  }

  @Override
  public JobSpec spec() {
    return job.spec();
  }

  @Override
  public Optional<Stop> stop() throws IOException {
    return job.stop();
  }

  @Override
  public Optional<Long> claim(String worker) throws IOException {
    return job.shards().claim(worker, taking);
  }

  @Override
  public Optional<Offer> offer(long shard, String worker) throws IOException {
    return job.shards().offer(shard, worker);
  }

  @Override
  public boolean isOver() throws IOException {
    return job.shards().isOver();
  }

  @Override
  public boolean end(long shard, String worker, String attempt, ShardTask.End.Done done)
      throws IOException {
    job.failures().add(worker, done.failures());
    return job.shards().end(shard, worker, attempt, done.counts(), done.results());
  }

  @Override
  public ShardEnd earlier(long shard, String worker) throws IOException {
    return job.shards().earlier(shard, worker);
  }

  @Override
  public void giveBack(long shard, String worker) throws IOException {
    job.shards().giveBack(shard, worker);
  }

  @Override
  public boolean giveBack(long shard, String worker, ShardEnd soFar, List<JobFailure> failures)
      throws IOException {
    boolean kept = true;
    try {
      job.failures().add(worker, failures);
      job.shards().keep(shard, worker, soFar);
    } catch (IOException e) {
      LOG.warn("what became of part {} of {} is not kept: {}", shard, spec().name(), e.toString());
      kept = false;
    }
    job.shards().giveBack(shard, worker);
    return kept;
  }

  @Override
  public boolean isHeld(long shard, String worker) {
    return job.shards().isHeld(shard, worker);
  }

  @Override
  public void takeBack(String worker) throws IOException {
    job.shards().takeBack(other -> !other.equals(worker) && isGone(other, worker));
  }

  private boolean isGone(String other, String asking) {
    try {
      return job.workers().isGone(other, asking);
    } catch (IOException e) {
      LOG.debug("whether {} lives cannot be told", other, e);
      return false;
    }
  }

  @Override
  public List<WorkerStatus> others(String worker) throws IOException {
    return job.workers().others(worker).stream()
        .filter(this::downloads)
        .map(WorkerFiles.Seen::status)
        .toList();
  }

  private boolean downloads(WorkerFiles.Seen worker) {
    return worker.lives() && !worker.status().kind().equals(Worker.OFFLINE);
  }

  @Override
  public void say(WorkerStatus status) throws IOException {
    job.workers().say(status);
  }

  @Override
  public void report() throws IOException {
    if (!passing || job.shards().look().failed() > 0) {
      job.report();
    }
  }

  @Override
  public List<JobFailure> failures() throws IOException {
    return job.listFailures();
  }

  @Override
  public Optional<Worker.Outcome> look(Worker worker) throws IOException {
    return parent.isPresent() && !parent.get().isAlive()
        ? Optional.of(new Worker.Outcome.Interrupted())
        : Optional.empty();
  }

  /** Whoever downloads for a worker must see that it gets on. */
  @Override
  public Duration heartbeat() {
    return Duration.ofSeconds(taking == Taking.OFFERED ? 1 : 5);
  }

  @Override
  public String waitsFor() {
    return taking == Taking.OFFERED
        ? "waiting for parts to be downloaded"
        : ShardSource.super.waitsFor();
  }
}

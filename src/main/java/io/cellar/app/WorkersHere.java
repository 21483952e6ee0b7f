package io.cellar.app;

import io.cellar.description.DescriptionException;
import io.cellar.input.Redaction;
import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.JobSpec;
import io.cellar.job.style.ConcurrencyStyle;
import io.cellar.job.work.JobRunner;
import io.cellar.job.work.OpenedJob;
import io.cellar.job.work.Worker;
import io.cellar.job.work.WorkerProcess;
import io.cellar.session.ConsentRequiredException;
import io.cellar.session.Reasons;
import io.cellar.session.Volumes;
import io.cellar.thread.Threads;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The workers of jobs that run in this process, one for each job at most, each on a virtual thread
 * of its own. Thread-safe.
 */
final class WorkersHere {
  private static final Logger LOG = LoggerFactory.getLogger(WorkersHere.class);
  private static final String KIND = "window";

  private final JobVolumes volumes;
  private final Runnable news;

  /** The latest of each job, also when it has ended. Guarded by this. */
  private final Map<String, Run> runs = new HashMap<>();

  private boolean closed;

  /**
   * None yet.
   *
   * @param news is run on any thread when one begins or ends; it returns at once
   */
  WorkersHere(JobVolumes volumes, Runnable news) {
    this.volumes = volumes;
    this.news = news;
  }

  /** One worker, from when it is wanted until it has given everything back. */
  private final class Run {
    private final JobFolder job;
    private final boolean again;
    private final CompletableFuture<Void> before;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** Guarded by this. */
    private boolean leaving;

    /**
     * Whether another was wanted while this one worked, which may have seen nothing left to do;
     * with or without failed blocks. Guarded by the workers.
     */
    private Optional<Boolean> another = Optional.empty();

    /** Looks after processes, and is interrupted to end them. Guarded by this. */
    private Optional<Thread> keeper = Optional.empty();

    private volatile boolean begun;

    private volatile Optional<WorkerHere> worker = Optional.empty();
    private volatile String problem = "";

    Run(JobFolder job, boolean again, CompletableFuture<Void> before) {
      this.job = job;
      this.again = again;
      this.before = before;
    }

    /** Has it end soon. */
    synchronized void leave() {
      worker.ifPresent(WorkerHere::leave);
      if (!leaving) {
        keeper.ifPresent(Thread::interrupt); // a second time would kill its processes
      }
      leaving = true;
    }

    synchronized boolean isLeaving() {
      return leaving;
    }

    private synchronized boolean begins(WorkerHere next) {
      worker = Optional.of(next);
      begun = true;
      return !leaving;
    }

    private synchronized boolean keeps(Optional<Thread> next) {
      keeper = next;
      begun = true;
      return !leaving;
    }

    void run() {
      before.join();
      try {
        work();
      } catch (IOException | RuntimeException | Error e) {
        LOG.warn("{}: {}", job.spec().name(), Redaction.message(Reasons.of(e)), e);
        problem = Redaction.message(Reasons.of(e));
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      } finally {
        ended.complete(null);
        another(this);
        news.run();
      }
    }

    private void work() throws IOException, InterruptedException {
      if (isLeaving()) {
        return;
      }
      int processors = Runtime.getRuntime().availableProcessors();
      try {
        if (ConcurrencyStyle.of(job.spec().style()).children(processors) > 0) {
          workInProcesses();
        } else {
          workHere();
        }
      } catch (DescriptionException | ConsentRequiredException e) {
        notBegun(e);
      } catch (IOException | RuntimeException e) {
        if (worker.isPresent()) {
          throw e;
        }
        notBegun(e);
      }
    }

    /** As its style says, by processes that end with this one. */
    private void workInProcesses()
        throws DescriptionException, IOException, InterruptedException, ConsentRequiredException {
      WorkerProcess.Consent consent =
          new WorkerProcess.Consent(volumes.mayLieOutside(job.spec()), false);
      String name = job.spec().name();
      JobRunner runner =
          new JobRunner(
              job, Volumes::forCommand, consent, words -> LOG.info("{}: {}", name, words));
      try {
        if (keeps(Optional.of(Thread.currentThread()))) {
          news.run();
          ended(runner.run());
        }
      } finally {
        var ignored = keeps(Optional.empty());
      }
    }

    private void workHere() throws DescriptionException, IOException, InterruptedException {
      try (OpenedJob open = volumes.open(again ? withRetry(job.spec()) : job.spec())) {
        WorkerHere here = new WorkerHere(job, open, KIND);
        if (begins(here)) {
          news.run();
          ended(here.run());
        }
      }
    }

    private void notBegun(Exception e) throws IOException {
      problem = Redaction.message(Reasons.of(e));
      LOG.warn("{} cannot go on: {}", job.spec().name(), problem);
      LOG.debug("where", e);
      Worker.sayNotStarted(job, KIND, new IOException(problem, e));
    }

    private void ended(Worker.Outcome outcome) {
      LOG.info("{}: the worker here has ended, {}", job.spec().name(), outcome);
      if (outcome instanceof Worker.Outcome.Failed(Throwable why)) {
        problem = Redaction.message(Reasons.of(why));
      }
    }
  }

  private static JobSpec withRetry(JobSpec s) {
    return new JobSpec(
        s.id(),
        s.name(),
        s.created(),
        s.volumes(),
        s.order(),
        s.blocks(),
        s.shards(),
        s.shardBlocks(),
        s.requests(),
        s.bytesPerSecond(),
        true,
        s.retryAbsent(),
        s.writeEmpty(),
        s.waitForHost(),
        s.lease(),
        s.workers(),
        s.style());
  }

  /**
   * Sets a worker on a job; if one works on it and has not been told to end, when that has ended.
   *
   * @param retryFailed ask anew for blocks that failed before, whatever the job says
   */
  synchronized void start(JobFolder job, boolean retryFailed) {
    Run before = runs.get(job.spec().id());
    boolean there = before != null && !before.ended.isDone();
    if (closed) {
      return;
    }
    if (there && !before.isLeaving()) {
      before.another = Optional.of(retryFailed);
      return;
    }
    Run run =
        new Run(job, retryFailed, there ? before.ended : CompletableFuture.completedFuture(null));
    runs.put(job.spec().id(), run);
    Threads.virtual("job-" + job.spec().id(), run::run).start();
    news.run();
  }

  private synchronized void another(Run ended) {
    if (!ended.isLeaving() && runs.get(ended.job.spec().id()) == ended) {
      ended.another.ifPresent(retryFailed -> start(ended.job, retryFailed));
    }
  }

  private synchronized Optional<Run> find(String id) {
    return Optional.ofNullable(runs.get(id));
  }

  /**
   * Has the worker of a job ask for nothing more, and give back what it holds.
   *
   * @return completes when it has; at once when there is none
   */
  CompletableFuture<Void> leave(String id) {
    Optional<Run> run = find(id);
    run.ifPresent(Run::leave);
    return run.map(r -> r.ended).orElseGet(() -> CompletableFuture.completedFuture(null));
  }

  /** Whether one works on a job, begins to, or is about to end. */
  boolean has(String id) {
    return find(id).filter(run -> !run.ended.isDone()).isPresent();
  }

  /** Whether one has been told to end and has not yet. */
  boolean isLeaving(String id) {
    return find(id).filter(run -> !run.ended.isDone() && run.isLeaving()).isPresent();
  }

  /** The worker of a job, while it works. */
  Optional<WorkerHere> worker(String id) {
    return find(id).filter(run -> !run.ended.isDone()).flatMap(run -> run.worker);
  }

  /** True while a job has been begun with and its volumes are not open yet. */
  boolean isOpening(String id) {
    return find(id).filter(r -> !r.ended.isDone() && !r.isLeaving() && !r.begun).isPresent();
  }

  /** Why the last worker of a job ended early; may be empty. */
  String problem(String id) {
    return find(id).map(run -> run.problem).orElse("");
  }

  /** Has all of them end; none begins any more. */
  void stop() {
    List<Run> all;
    synchronized (this) {
      closed = true;
      all = List.copyOf(runs.values());
    }
    all.forEach(Run::leave);
  }

  /**
   * Waits until they have given everything back.
   *
   * @param end at which time of {@link System#nanoTime} that is given up
   */
  void awaitEnd(long end) {
    List<Run> all;
    synchronized (this) {
      all = List.copyOf(runs.values());
    }
    all.forEach(run -> await(run, end));
  }

  private static void await(Run run, long end) {
    try {
      run.ended.get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn("the worker of {} did not end in time", run.job.spec().name(), e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.cellar.app;

import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.JobList;
import io.cellar.job.folder.JobState;
import io.cellar.job.folder.JobStatus;
import io.cellar.job.folder.ShardCounts;
import io.cellar.thread.Threads;
import io.cellar.ui.JobRow;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the folders of the user's jobs: once a second while somebody works on one, seldom while
 * one is merely unfinished, and not at all when all are over. Thread-safe; looks on a thread of its
 * own.
 */
final class JobWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobWatch.class);
  private static final Duration LIVELY = Duration.ofSeconds(1);
  private static final Duration IDLE = Duration.ofSeconds(10);

  /** Where a look takes long, such as on a slow network, it takes at most this part of the time. */
  private static final int REST = 10;

  private final JobList list;
  private final WorkersHere here;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private final ScheduledThreadPoolExecutor timer = Threads.timer("jobs-look");
  private final Map<String, Note> notes = new ConcurrentHashMap<>();
  private final Set<String> starting = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean listChanged = new AtomicBoolean(true);
  private volatile List<JobRow> rows = List.of();

  /** Of the thread that looks alone. */
  private Map<String, Job> jobs = new LinkedHashMap<>();

  private long listRead;

  /** Guarded by this. */
  private Optional<Future<?>> next = Optional.empty();

  /** Guarded by this. */
  private boolean looking;

  /**
   * Jobs of a list. Nothing is looked at before the first {@link #look}.
   *
   * @param here the workers of this process
   */
  JobWatch(JobList list, WorkersHere here) {
    this.list = list;
    this.here = here;
  }

  private record Note(String text, boolean whileWorkedOn) {}

  /** What is known of one job. */
  private static final class Job {
    private final JobList.Entry entry;

    /** Kept from look to look, since it remembers the shards that have ended. */
    private final Optional<JobFolder> folder;

    private final JobSpeed speed = new JobSpeed();
    private Optional<JobState> state = Optional.empty();

    Job(JobList.Entry entry) {
      this.entry = entry;
      this.folder = entry.job();
    }

    boolean isSame(JobList.Entry now) {
      return now.problem().equals(entry.problem())
          && now.job().map(JobFolder::sha256).equals(folder.map(JobFolder::sha256));
    }

    boolean isOver() {
      return folder.isEmpty() || state.filter(s -> s.shards().isOver()).isPresent();
    }
  }

  /** All jobs, the newest last, as they were seen last. */
  List<JobRow> rows() {
    return rows;
  }

  /** Calls somebody on the thread that looks when rows have changed. */
  Runnable onNews(Runnable news) {
    listeners.add(news);
    return () -> listeners.remove(news);
  }

  /** Looks soon, at the list too: something has happened. */
  void look() {
    listChanged.set(true);
    lookIn(Duration.ZERO);
  }

  /**
   * Tells something of a job in its row.
   *
   * @param text empty: nothing any more
   */
  void note(String id, String text) {
    if (text.isEmpty()) {
      notes.remove(id);
    } else {
      notes.put(id, new Note(text, false));
    }
    look();
  }

  /** The same, as long as somebody works on it. */
  void noteWhileWorkedOn(String id, String text) {
    notes.put(id, new Note(text, true));
    look();
  }

  /** Whether workers elsewhere have been asked for, and have not appeared. */
  void starting(String id, boolean now) {
    if (now) {
      starting.add(id);
    } else {
      starting.remove(id);
    }
    look();
  }

  /** False when all jobs are over, and have been seen so: nothing is looked at any more. */
  synchronized boolean isLooking() {
    return looking || next.isPresent();
  }

  private synchronized void lookIn(Duration time) {
    next.ifPresent(before -> before.cancel(false));
    try {
      next = Optional.of(timer.schedule(this::lookNow, time.toMillis(), TimeUnit.MILLISECONDS));
    } catch (RejectedExecutionException _) {
      LOG.trace("closed"); // whatever has happened is seen at the next start
    }
  }

  private void lookNow() {
    long began = System.nanoTime();
    synchronized (this) {
      next = Optional.empty();
      looking = true;
    }
    try {
      readList(began);
      List<JobRow> now = new ArrayList<>();
      for (Job job : jobs.values()) {
        now.add(row(job));
      }
      if (!now.equals(rows)) {
        rows = List.copyOf(now);
        listeners.forEach(Runnable::run);
      }
    } catch (IOException | RuntimeException e) {
      LOG.warn("the list of jobs cannot be read: {}", e.toString());
    }
    again(Duration.ofNanos(System.nanoTime() - began));
  }

  /** Looks again, unless somebody wanted that meanwhile, or all are over. */
  private synchronized void again(Duration took) {
    looking = false;
    boolean lively = rows.stream().anyMatch(JobWatch::isLively);
    if (next.isEmpty() && (lively || !jobs.values().stream().allMatch(Job::isOver))) {
      Duration pause = lively ? LIVELY : IDLE;
      Duration rest = took.multipliedBy(REST);
      lookIn(rest.compareTo(pause) > 0 ? rest : pause);
    }
  }

  private static boolean isLively(JobRow row) {
    return row.here()
        || row.state()
            .filter(s -> s.status() == JobStatus.QUEUED || !s.living().isEmpty())
            .isPresent();
  }

  /** Jobs may also be made by others, such as in a terminal. */
  private void readList(long now) throws IOException {
    if (!listChanged.getAndSet(false) && now - listRead < IDLE.toNanos()) {
      return;
    }
    listRead = now;
    Map<String, Job> all = new LinkedHashMap<>();
    for (JobList.Entry entry : list.all()) {
      Job known = jobs.get(entry.id());
      all.put(entry.id(), known != null && known.isSame(entry) ? known : new Job(entry));
    }
    jobs = all;
  }

  private JobRow row(Job job) {
    JobList.Entry entry = job.entry;
    boolean works = here.has(entry.id());
    String problem = entry.problem();
    if (job.folder.isPresent()) {
      try {
        job.state = Optional.of(state(job.folder.get()));
      } catch (IOException e) {
        LOG.debug("{} cannot be looked at", entry.folder(), e);
        problem = "its folder cannot be read: " + entry.folder() + ": " + e.getMessage();
        job.state = Optional.empty();
      }
    }
    if (problem.isEmpty()) {
      problem = problem(entry.id(), job.state);
    }
    return new JobRow(
        entry.id(), entry.name(), entry.folder(), job.state, problem, works, left(job));
  }

  private String problem(String id, Optional<JobState> state) {
    boolean worked = here.has(id) || state.filter(s -> !s.living().isEmpty()).isPresent();
    Note note = notes.get(id);
    if (note != null && (worked || !note.whileWorkedOn)) {
      return note.text;
    }
    boolean over = state.filter(s -> s.shards().isOver()).isPresent();
    String own = over ? "" : here.problem(id);
    return own.isEmpty() ? state.flatMap(JobWatch::error).orElse("") : own;
  }

  /** Why its workers ended early, or what went wrong last in one that goes on. */
  private static Optional<String> error(JobState state) {
    return state
        .error()
        .or(
            () ->
                state.living().stream()
                    .flatMap(seen -> seen.status().error().stream())
                    .findFirst());
  }

  private JobState state(JobFolder folder) throws IOException {
    JobState seen = folder.look();
    String id = folder.spec().id();
    Optional<WorkerHere> worker = here.worker(id);
    if (worker.isPresent()) {
      return worker.get().fresher(seen);
    }
    boolean soon =
        here.isOpening(id)
            || (starting.contains(id) && seen.living().isEmpty() && folder.stop().isEmpty());
    return soon && !seen.shards().isOver() ? withStatus(seen, JobStatus.QUEUED) : seen;
  }

  private static JobState withStatus(JobState s, JobStatus status) {
    return new JobState(s.spec(), status, s.shards(), s.workers(), s.counts(), Optional.empty());
  }

  private static Optional<JobRow.Left> left(Job job) {
    if (job.state.filter(s -> s.status() == JobStatus.RUNNING).isEmpty()) {
      job.speed.forget();
      return Optional.empty();
    }
    ShardCounts counts = job.state.get().counts();
    job.speed.add(System.nanoTime(), counts.blocks() - counts.skipped());
    return job.speed.left(job.state.get().left());
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}

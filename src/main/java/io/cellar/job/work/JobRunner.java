package io.cellar.job.work;

import io.cellar.description.DescriptionException;
import io.cellar.engine.EngineSettings;
import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.ShardFiles.Taking;
import io.cellar.job.folder.Stop;
import io.cellar.job.folder.UnusableJobException;
import io.cellar.job.style.ConcurrencyStyle;
import io.cellar.session.ConsentRequiredException;
import io.cellar.session.Volumes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Does a job to its end, in the foreground, in the way that its style says; or sets workers on it
 * that go on by themselves. One thread runs it; how far the job is, is asked of its folder.
 *
 * <ul>
 *   <li>{@code CW_NONE}: one worker in this process. One block after the other is what this means
 *       where blocks are computed; downloads wait for hosts, so that as many are open as pays,
 *       unless {@code numReadWorkers} says how many.
 *   <li>{@code CW_THREADS}: the same, with a given number of blocks decoded at a time.
 *   <li>{@code CW_SUBPROC}: child processes, which download for themselves, or, without {@code
 *       computeWorkersRead}, have it done by this process: it offers them each shard when that is
 *       on disk, and they read all of it and hold it against its checksums.
 * </ul>
 */
public final class JobRunner {
  private static final Duration APPEARANCE = Duration.ofSeconds(60);
  private static final Duration LOOK = Duration.ofMillis(500);

  /** Makes what a process has once: HTTP client, engine, memory. */
  @FunctionalInterface
  public interface Parts {
    /**
     * Makes it; whoever asked closes it.
     *
     * @param changes is given the engine's usual settings
     */
    Volumes open(UnaryOperator<EngineSettings> changes) throws IOException;
  }

  /**
   * How one worker works.
   *
   * @param kind for people, such as {@code command}, {@code child}, {@code background}
   * @param offline whether it works on what is downloaded for it
   * @param allowOutside whether caches outside a description's folder are agreed to
   * @param parallel open requests at a time; 0: as the job's style says
   * @param parent number of the process without which it does not go on
   */
  public record Work(
      String kind, boolean offline, boolean allowOutside, int parallel, OptionalLong parent) {

    /** The process without which it does not go on; ended if it is not there any more. */
    private Optional<ProcessHandle> parentHandle() throws IOException {
      if (parent.isEmpty()) {
        return Optional.empty();
      }
      Optional<ProcessHandle> process = ProcessHandle.of(parent.getAsLong());
      if (process.isEmpty()) {
        throw new IOException("the process that started this worker is gone");
      }
      return process;
    }
  }

  private final JobFolder job;
  private final Parts parts;
  private final WorkerProcess.Consent consent;
  private final Consumer<String> messages;

  /**
   * A run that has not begun.
   *
   * @param parts are opened if work is done in this process
   * @param messages is given sentences for people while it runs, on the thread that runs it
   */
  public JobRunner(
      JobFolder job, Parts parts, WorkerProcess.Consent consent, Consumer<String> messages) {
    this.job = job;
    this.parts = parts;
    this.consent = consent;
    this.messages = messages;
  }

  /**
   * Works until no shard is left, somebody asks it to stop, the thread is interrupted, or nothing
   * can be done. All workers that it started have ended then.
   *
   * @throws DescriptionException if a volume cannot be opened, as the others
   * @throws StyleException if the job's style cannot be followed here
   */
  public Worker.Outcome run()
      throws DescriptionException, IOException, InterruptedException, ConsentRequiredException {
    ConcurrencyStyle style = ConcurrencyStyle.of(job.spec().style());
    return switch (style.computeWorkerKind()) {
      case NONE, THREADS -> {
        Work here = new Work("command", false, consent.allowOutside(), 0, OptionalLong.empty());
        yield work(job, parts, here);
      }
      case SUBPROC -> {
        try (Children children = new Children(job, style.computeBarrierTimeout(), messages)) {
          WorkerProcess.withheld().ifPresent(messages);
          children.start(
              style.children(Runtime.getRuntime().availableProcessors()),
              consent,
              style.downloadsForWorkers());
          yield style.downloadsForWorkers() ? provide(children, style) : watch(children);
        } catch (InterruptedException _) {
          yield new Worker.Outcome.Interrupted();
        }
      }
      case SLURM, PBS, AWSBATCH, ECS ->
          throw new IllegalStateException(style + " should have been refused");
    };
  }

  /** The children do it all. */
  private Worker.Outcome watch(Children children) throws IOException, InterruptedException {
    while (!children.haveEnded() && !job.shards().isOver() && job.stop().isEmpty()) {
      Optional<Throwable> gone = children.look();
      if (gone.isPresent()) {
        return new Worker.Outcome.Failed(gone.get());
      }
      children.awaitNews(LOOK);
    }
    children.awaitEnd();
    if (job.shards().isOver()) {
      job.report();
      return new Worker.Outcome.Over();
    }
    return new Worker.Outcome.Told(job.stop().orElse(Stop.PAUSE));
  }

  /** This process downloads, the children work on what has come. */
  private Worker.Outcome provide(Children children, ConcurrencyStyle style)
      throws DescriptionException, IOException, InterruptedException, ConsentRequiredException {
    Work here = new Work("command", false, consent.allowOutside(), 0, OptionalLong.empty());
    try (Volumes volumes = volumes(job, parts, here);
        OpenedJob open = open(job, volumes, here)) {
      ShardSource shards =
          new ProvidedShards(job, open.plan(), children, new OfferClocks(job, style));
      Worker.Outcome outcome = new Worker(shards, open.plan(), open.task(), here.kind).run();
      if (outcome instanceof Worker.Outcome.Over) {
        children.awaitEnd();
      }
      return outcome;
    }
  }

  /**
   * Is one worker of a job, in this process, until none of it is left; of a job that it cannot
   * begin with it says so in the job's folder too.
   */
  public static Worker.Outcome work(JobFolder job, Parts parts, Work how)
      throws DescriptionException, IOException, InterruptedException, ConsentRequiredException {
    Optional<ProcessHandle> parent = how.parentHandle();
    ConcurrencyStyle style = ConcurrencyStyle.of(job.spec().style());
    if (how.offline && !style.downloadsForWorkers()) {
      throw new UnusableJobException(
          "nobody downloads for the workers of this job"
              + (style.computeWorkersRead().equals(Optional.of(true))
                  ? " (its style says " + ConcurrencyStyle.WORKERS_READ + "=True)"
                  : "")
              + ", so that they cannot do without a server; leave --offline out");
    }
    try (Volumes volumes = volumes(job, parts, how);
        OpenedJob open = open(job, volumes, how)) {
      Taking taking = how.offline ? Taking.OFFERED : Taking.ALL;
      ShardSource shards = new FolderShards(job, false, taking, parent);
      return how.offline
          ? new Worker(shards, open.plan(), new VerifyTask(), Worker.OFFLINE).run()
          : new Worker(shards, open.plan(), open.task(), how.kind).run();
    }
  }

  private static Volumes volumes(JobFolder job, Parts parts, Work how) throws IOException {
    ConcurrencyStyle style = ConcurrencyStyle.of(job.spec().style());
    int processors = Runtime.getRuntime().availableProcessors();
    return parts.open(
        usual -> {
          int slots = how.parallel > 0 ? how.parallel : style.numReadWorkers();
          return style
              .settings(usual, processors)
              .withParallel(slots > 0 ? slots : usual.parallel());
        });
  }

  private static OpenedJob open(JobFolder job, Volumes volumes, Work how)
      throws DescriptionException, IOException, InterruptedException, ConsentRequiredException {
    try {
      return OpenedJob.open(volumes, job.spec(), how.allowOutside, how.offline);
    } catch (DescriptionException | IOException | ConsentRequiredException | RuntimeException e) {
      Worker.sayNotStarted(job, how.kind, e);
      throw e;
    }
  }

  /**
   * Sets workers on a job that go on when this process has ended, and download for themselves;
   * returns when they have appeared or are known not to.
   */
  public static WorkerProcess.Appearance background(
      JobFolder job, int workers, WorkerProcess.Consent consent)
      throws IOException, InterruptedException {
    List<WorkerProcess> started = new ArrayList<>();
    for (int n = 0; n < workers; n++) {
      started.add(WorkerProcess.detached(job, consent));
    }
    Duration patience =
        job.spec().style().isEmpty()
            ? APPEARANCE
            : ConcurrencyStyle.of(job.spec().style()).computeBarrierTimeout().orElse(APPEARANCE);
    return WorkerProcess.awaitAppearance(job, started, patience);
  }
}

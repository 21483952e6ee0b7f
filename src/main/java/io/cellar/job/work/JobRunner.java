package io.cellar.job.work;

import io.cellar.description.DescriptionException;
import io.cellar.engine.EngineSettings;
import io.cellar.job.folder.JobFolder;
import io.cellar.session.ConsentRequiredException;
import io.cellar.session.Volumes;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Does a job to its end, in the foreground, in the way that its style says; or sets workers on it
 * that go on by themselves. One thread runs it; how far the job is, is asked of its folder.
 */
public final class JobRunner {
  private static final Duration APPEARANCE = Duration.ofSeconds(60);

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
      String kind, boolean offline, boolean allowOutside, int parallel, OptionalLong parent) {}

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
   */
  public Worker.Outcome run()
      throws DescriptionException, IOException, InterruptedException, ConsentRequiredException {
    Work here = new Work("command", false, consent.allowOutside(), 0, OptionalLong.empty());
    return work(job, parts, here);
  }

  /**
   * Is one worker of a job, in this process, until none of it is left; of a job that it cannot
   * begin with it says so in the job's folder too.
   */
  public static Worker.Outcome work(JobFolder job, Parts parts, Work how)
      throws DescriptionException, IOException, InterruptedException, ConsentRequiredException {
    UnaryOperator<EngineSettings> slots =
        usual -> how.parallel > 0 ? usual.withParallel(how.parallel) : usual;
    try (Volumes volumes = parts.open(slots);
        OpenedJob open = open(job, volumes, how)) {
      return new Worker(job, open.plan(), open.task(), how.kind).run();
    }
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
   * Sets workers on a job that go on when this process has ended; returns when they have appeared
   * or are known not to.
   */
  public static WorkerProcess.Appearance background(
      JobFolder job, int workers, WorkerProcess.Consent consent)
      throws IOException, InterruptedException {
    List<WorkerProcess> started = new ArrayList<>();
    for (int n = 0; n < workers; n++) {
      started.add(WorkerProcess.detached(job, consent));
    }
    return WorkerProcess.awaitAppearance(job, started, APPEARANCE);
  }
}

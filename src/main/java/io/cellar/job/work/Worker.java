package io.cellar.job.work;

import io.cellar.job.folder.JobFailure;
import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.Offer;
import io.cellar.job.folder.ShardCounts;
import io.cellar.job.folder.Stop;
import io.cellar.job.folder.WorkerStatus;
import io.cellar.job.folder.WorkerStatus.State;
import io.cellar.job.work.HeldShards.Held;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on a job until no shard is left: takes one, has the task do it, ends it, takes the next;
 * begins with another while the last blocks of one are on their way. Says every few seconds that it
 * lives, takes over what workers held that are gone, shares the job's limits with those that live,
 * and ends when it is told to. One thread runs it; progress may be asked on any.
 */
public final class Worker {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  /** The kind of those that download nothing, and so have no part in the job's limits. */
  static final String OFFLINE = "offline";

  /** Who looks at a job that has just begun wants to see it move: at first it speaks oftener. */
  private static final long FIRST = TimeUnit.SECONDS.toNanos(10);

  /** Whether it is to stop is looked for so often. */
  private static final long LOOK_MILLIS = 400;

  /** How a worker's work ended. */
  public sealed interface Outcome {
    /** No shard is left. */
    record Over() implements Outcome {}

    /** Somebody asked for it. */
    record Told(Stop how) implements Outcome {}

    /** The thread that runs it was interrupted, or it was told to leave. */
    record Interrupted() implements Outcome {}

    /** For a reason that concerns all shards. */
    record Failed(Throwable why) implements Outcome {}
  }

  private final ShardSource job;
  private final ShardPlan plan;
  private final ShardTask task;
  private final Heartbeat heartbeat;
  private final String id;
  private final HeldShards held = new HeldShards();
  private final BlockingQueue<Boolean> changes = new LinkedBlockingQueue<>();
  private final List<JobFailure> unfinished = new ArrayList<>();
  private long ended;
  private long attempts;
  private volatile ShardCounts endedCounts = ShardCounts.NONE;
  private volatile ShardCounts openCounts = ShardCounts.NONE;
  private volatile double bytesPerSecond;
  private volatile String words = "";
  private final long began = System.nanoTime();
  private long saidAt;
  private final WorkerLimits limits;
  private volatile boolean leaving;

  /**
   * A worker that has not begun.
   *
   * @param kind such as {@code window}, for people
   */
  public Worker(JobFolder job, ShardPlan plan, ShardTask task, String kind) {
    this(ShardSource.of(job), plan, task, kind);
  }

  /** The same, with shards from elsewhere. */
  public Worker(ShardSource job, ShardPlan plan, ShardTask task, String kind) {
    this.job = job;
    this.plan = plan;
    this.task = task;
    this.heartbeat = Heartbeat.of(kind);
    this.id = heartbeat.id();
    LimitShare share = kind.equals(OFFLINE) ? LimitShare.none(id) : new LimitShare(id, job.spec());
    this.limits = new WorkerLimits(job, id, share, task, held, this::sayAgain);
  }

  /** Names it among all workers. */
  public String id() {
    return id;
  }

  /** Where its shards come from. */
  public ShardSource source() {
    return job;
  }

  /** Has it give back what it holds and end soon, as if interrupted; on any thread. */
  public void leave() {
    leaving = true;
    changes.add(true);
  }

  /** What became of the blocks that it has had so far. */
  public ShardCounts counts() {
    return endedCounts.plus(openCounts);
  }

  /**
   * The blocks that could not be had of shards that it gave back, where they could not be kept. To
   * be asked when it has ended; all others are told by where its shards came from.
   */
  public List<JobFailure> unfinished() {
    return List.copyOf(unfinished);
  }

  /** Over the last seconds. */
  public double bytesPerSecond() {
    return bytesPerSecond;
  }

  /** Whether it holds shards; only for its own thread. */
  boolean isBusy() {
    return !held.isEmpty();
  }

  /** What it does or waits for, in a few words; may be empty. */
  public String words() {
    return words;
  }

  /** Says that it is about to begin; done by {@link #run} too. */
  public void announce() throws IOException {
    job.say(status(State.STARTING, Optional.empty()));
  }

  /**
   * Works until there is nothing left to do, somebody asks it to stop, the thread is interrupted,
   * or nothing can be done. What it held and did not end is given back.
   *
   * @throws IOException if the job's folder cannot be used
   */
  public Outcome run() throws IOException {
    announce();
    Optional<String> error = Optional.empty();
    try {
      Outcome outcome = work();
      if (outcome instanceof Outcome.Failed failed) {
        error = Optional.of(Heartbeat.words(failed.why()));
      }
      return outcome;
    } catch (InterruptedException _) {
      return new Outcome.Interrupted();
    } catch (ClosedByInterruptException _) { // while it wrote a file
      Thread.interrupted();
      return new Outcome.Interrupted();
    } catch (IOException | RuntimeException | Error e) {
      error = Optional.of(Heartbeat.words(e));
      throw e;
    } finally {
      giveBack();
      say(State.ENDED, error);
    }
  }

  private Outcome work() throws IOException, InterruptedException {
    job.takeBack(id);
    while (true) {
      Optional<Stop> stop = job.stop();
      if (stop.isPresent()) {
        return new Outcome.Told(stop.get());
      }
      if (leaving) {
        return new Outcome.Interrupted();
      }
      Optional<Outcome> early = endShards();
      early = early.isPresent() ? early : job.look(this);
      if (early.isPresent()) {
        return early.get();
      }
      if (held.mayAdd()) {
        Optional<Long> next = limits.mayTake() ? job.claim(id) : Optional.empty();
        if (next.isPresent()) {
          begin(next.get());
          continue;
        }
        if (held.isEmpty() && job.isOver()) {
          job.report();
          return new Outcome.Over();
        }
      }
      live();
      changes.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      changes.clear();
    }
  }

  private void begin(long number) throws IOException {
    boolean begun = false;
    try {
      Shard shard = plan.shard(number).with(job.offer(number, id), job.earlier(number, id));
      // What was downloaded for it goes on with the attempt that began with that.
      String attempt = shard.offer().map(Offer::attempt).orElse(id + "." + attempts++);
      ShardTask.Run run = task.begin(shard, attempt, () -> changes.add(true));
      held.add(new Held(shard, attempt, run));
      begun = true;
      if (shard.earlier().counts().blocks() > 0) {
        say(State.WORKING, Optional.empty()); // nobody else tells what was done of it
      }
    } finally {
      if (!begun) {
        job.giveBack(number, id);
      }
    }
  }

  /** Ends the shards that are done; gives how the worker ends if nothing more can be done. */
  private Optional<Outcome> endShards() throws IOException {
    for (Held shard : held.now()) {
      ShardTask.End end = shard.run().end();
      if (end instanceof ShardTask.End.Stopped stopped) {
        return Optional.of(new Outcome.Failed(stopped.why()));
      }
      if (end instanceof ShardTask.End.Cancelled) {
        held.remove(shard);
      } else if (end instanceof ShardTask.End.Done done) {
        end(shard, done);
      }
    }
    return Optional.empty();
  }

  /** Ends a shard. What is interrupted meanwhile is still held, so that it is ended at the end. */
  private void end(Held shard, ShardTask.End.Done done) throws IOException {
    boolean mine = job.end(shard.number(), id, shard.attempt(), done);
    held.remove(shard);
    if (mine) {
      endedCounts = endedCounts.plus(done.counts());
      ended++;
    } else {
      LOG.warn("part {} of {} was taken over meanwhile", shard.number(), job.spec().name());
    }
    say(State.WORKING, Optional.empty());
  }

  /** Says that it lives when it is time to, and looks after what others left. */
  private void live() throws IOException {
    measure();
    long often = Math.min(job.heartbeat().toNanos(), job.spec().lease().toNanos() / 8);
    boolean isNew = System.nanoTime() - began < FIRST;
    long nanos = isNew ? Math.min(often, FIRST / 10) : often;
    if (System.nanoTime() - saidAt >= nanos) {
      sayAgain();
      dropLost();
      job.takeBack(id);
      limits.adjust();
    }
  }

  private void sayAgain() {
    say(held.isEmpty() || !words.isEmpty() ? State.WAITING : State.WORKING, Optional.empty());
  }

  private void measure() {
    openCounts = held.counts();
    bytesPerSecond = held.bytesPerSecond();
    words = held.isEmpty() ? limits.waitsFor() : held.waitsFor();
  }

  /** A worker that slept may have lost shards to others: what it does for these is given up. */
  private void dropLost() {
    for (Held shard : held.now()) {
      if (!job.isHeld(shard.number(), id)) {
        LOG.warn("part {} of {} was taken over", shard.number(), job.spec().name());
        shard.run().cancel();
        held.remove(shard);
      }
    }
  }

  /** Ends what is under way, waits for what is accepted, and lets others have its shards. */
  private void giveBack() throws IOException {
    held.cancel();
    boolean interrupted = held.awaitEnd(changes);
    for (Held shard : held.now()) {
      if (!hasEnded(shard)) {
        held.remove(shard);
        endedCounts = endedCounts.plus(shard.run().counts());
        unfinished.addAll(shard.giveBack(job, id));
      }
    }
    openCounts = ShardCounts.NONE;
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends a shard that has come to its end after all. */
  private boolean hasEnded(Held shard) {
    try {
      if (shard.run().end() instanceof ShardTask.End.Done done) {
        end(shard, done);
        return true;
      }
    } catch (IOException e) {
      LOG.warn("part {} of {} is given back: {}", shard.number(), job.spec().name(), e.toString());
    }
    return false;
  }

  /**
   * Says of a job that a worker could not even begin.
   *
   * @param kind as of a worker
   */
  public static void sayNotStarted(JobFolder job, String kind, Throwable why) throws IOException {
    job.workers().say(Heartbeat.of(kind).notStarted(why));
  }

  /** What cannot be said now, such as on a full disk, is said in a while. */
  private void say(State state, Optional<String> error) {
    try {
      job.say(status(state, error));
    } catch (IOException e) {
      LOG.warn("{} cannot say that it lives: {}", id, e.toString());
    }
  }

  private WorkerStatus status(State state, Optional<String> error) {
    measure();
    saidAt = System.nanoTime();
    boolean begins = held.isEmpty() && System.nanoTime() - began < FIRST / 10;
    String doing = state == State.STARTING || begins ? "" : words;
    return heartbeat.status(
        state,
        openCounts,
        ended,
        bytesPerSecond,
        doing,
        error.or(task::workerError),
        limits.part());
  }
}

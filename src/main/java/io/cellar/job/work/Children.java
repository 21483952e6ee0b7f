package io.cellar.job.work;

import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.WorkerStatus;
import io.cellar.job.style.ConcurrencyStyle;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The child processes that work on a job. Of one that dies the others take over the shards; none is
 * started a second time. Used by one thread.
 */
final class Children implements AutoCloseable {
  /** What a worker has accepted is written when it is told to end, and its shards given back. */
  private static final Duration LONGEST_END = Duration.ofSeconds(45);

  private final JobFolder job;
  private final Optional<Duration> barrier;
  private final Consumer<String> messages;
  private final List<WorkerProcess> all = new ArrayList<>();
  private final Set<WorkerProcess> appeared = new HashSet<>();
  private final Set<WorkerProcess> gone = new HashSet<>();
  private final long began = System.nanoTime();
  private Optional<String> firstReason = Optional.empty();
  private boolean late;

  /**
   * None yet.
   *
   * @param barrier until when they should have appeared; empty: whenever
   * @param messages is given sentences for people
   */
  Children(JobFolder job, Optional<Duration> barrier, Consumer<String> messages) {
    this.job = job;
    this.barrier = barrier;
    this.messages = messages;
  }

  /** Starts some. */
  void start(int count, WorkerProcess.Consent consent, boolean offline) throws IOException {
    for (int n = 0; n < count; n++) {
      all.add(WorkerProcess.child(job, consent, offline));
    }
  }

  /**
   * Looks after them.
   *
   * @return why the job cannot go on; empty when it can
   */
  Optional<Throwable> look() throws IOException {
    for (WorkerProcess child : all) {
      if (!appeared.contains(child) && child.status(job).isPresent()) {
        appeared.add(child);
      }
      if (!child.isAlive() && gone.add(child)) {
        tellEnd(child);
      }
    }
    if (gone.size() == all.size()) {
      return job.shards().isOver() || job.stop().isPresent()
          ? Optional.empty()
          : Optional.of(new WorkersGoneException(firstReason.orElse("they ended by themselves")));
    }
    return lateness();
  }

  private void tellEnd(WorkerProcess child) throws IOException {
    Optional<String> reason = reason(child);
    if (reason.isPresent()) {
      firstReason = firstReason.or(() -> reason);
      if (gone.size() < all.size()) {
        messages.accept("a worker is gone, the others go on with its parts: " + reason.get());
      }
    }
  }

  /** Why one has ended that has not come to the end of the job. */
  private Optional<String> reason(WorkerProcess child) throws IOException {
    Optional<String> error =
        child
            .status(job)
            .filter(said -> said.state() == WorkerStatus.State.ENDED)
            .flatMap(WorkerStatus::error);
    return child.exitCode().orElse(0) == 0
        ? Optional.empty()
        : error.or(() -> Optional.of(child.whyEnded()));
  }

  private Optional<Throwable> lateness() {
    if (late
        || appeared.size() == all.size()
        || barrier.isEmpty()
        || System.nanoTime() - began < barrier.get().toNanos()) {
      return Optional.empty();
    }
    late = true;
    String which =
        appeared.isEmpty()
            ? "no worker has appeared"
            : "only %d of %d workers have appeared".formatted(appeared.size(), all.size());
    String words =
        "%s for %s s: raise %s, or look at %s"
            .formatted(
                which,
                ConcurrencyStyle.seconds(barrier.get()),
                ConcurrencyStyle.BARRIER,
                all.stream().filter(c -> !appeared.contains(c)).findFirst().orElseThrow().log());
    if (appeared.isEmpty()) {
      return Optional.of(new WorkersGoneException(words));
    }
    messages.accept(words);
    return Optional.empty();
  }

  /** How many there are, gone or not. */
  int count() {
    return all.size();
  }

  /** How many have appeared and are there. */
  int living() {
    return (int) appeared.stream().filter(child -> !gone.contains(child)).count();
  }

  /** True when none is left. */
  boolean haveEnded() {
    return gone.size() == all.size();
  }

  /** Waits until another one has ended, but not longer than some time. */
  void awaitNews(Duration longest) throws InterruptedException {
    CompletableFuture<?>[] ends =
        all.stream()
            .filter(child -> !gone.contains(child))
            .map(WorkerProcess::ended)
            .toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.anyOf(ends).get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException _) {
      // they are looked at in any case
    }
  }

  /**
   * Lets those that have appeared come to their end, which they do by themselves when no shard is
   * left or the job is stopped.
   */
  void awaitEnd() throws InterruptedException {
    for (WorkerProcess child : appeared) {
      child.awaitEnd(LONGEST_END);
    }
  }

  /** Tells those that are there to give their shards back and end; kills those that do not. */
  @Override
  public void close() {
    all.forEach(WorkerProcess::end);
    long end = System.nanoTime() + LONGEST_END.toNanos();
    boolean interrupted = false;
    for (WorkerProcess child : all) {
      try {
        child.awaitEnd(Duration.ofNanos(Math.max(0, interrupted ? 0 : end - System.nanoTime())));
      } catch (InterruptedException _) {
        interrupted = true;
        child.kill();
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

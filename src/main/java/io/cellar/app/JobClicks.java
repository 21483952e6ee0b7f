package io.cellar.app;

import io.cellar.description.DescriptionException;
import io.cellar.input.Redaction;
import io.cellar.session.Reasons;
import io.cellar.thread.Threads;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what is clicked on jobs, elsewhere than where it was clicked: of each job one after the
 * other. What goes wrong is told in the job's row. Thread-safe.
 */
final class JobClicks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JobClicks.class);

  private final JobWatch watch;
  private final ExecutorService threads = Threads.virtualPerTask("jobs-");

  /** What was wanted last of each job, which comes after what was wanted before. */
  private final Map<String, CompletableFuture<Void>> latest = new ConcurrentHashMap<>();

  private final Set<CompletableFuture<Void>> beside = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  JobClicks(JobWatch watch) {
    this.watch = watch;
  }

  /** What a click on a job means; may touch the disk. */
  interface Click {
    void act() throws IOException, InterruptedException, DescriptionException;
  }

  /** Something that is asked of the disk. */
  interface Question<T> {
    T answer() throws IOException;
  }

  /** Does something when all is done that was clicked on the job before. */
  void click(String id, Click click) {
    if (stopped) {
      LOG.debug("the window is closing, {} stays as it is", id);
      return;
    }
    latest.compute(
        id,
        (k, before) ->
            (before == null ? CompletableFuture.<Void>completedFuture(null) : before)
                .thenRunAsync(() -> act(id, click), threads));
  }

  /** Does something that takes a while, which what is clicked next does not wait for. */
  void beside(String id, Click click) {
    CompletableFuture<Void> done = CompletableFuture.runAsync(() -> act(id, click), threads);
    beside.add(done);
    var ignored = done.whenComplete((nothing, e) -> beside.remove(done));
  }

  /** Fails with an IOException. */
  <T> CompletableFuture<T> ask(Question<T> question) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return question.answer();
          } catch (IOException e) {
            throw new CompletionException(e);
          }
        },
        threads);
  }

  private void act(String id, Click click) {
    try {
      watch.note(id, "");
      click.act();
      watch.look();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException | DescriptionException | RuntimeException e) {
      String why = Redaction.message(Reasons.of(e));
      LOG.warn("job {}: {}", id, why);
      LOG.debug("where", e);
      watch.note(id, why);
    }
  }

  /** Takes no more clicks. */
  void stop() {
    stopped = true;
  }

  /**
   * Waits until all is done that was clicked.
   *
   * @param end at which time of {@link System#nanoTime} that is given up
   */
  void await(long end) {
    await(latest.values().stream(), end);
    await(beside.stream(), end); // begun by what was clicked
  }

  private static void await(Stream<CompletableFuture<Void>> all, long end) {
    try {
      CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
          .get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException e) {
      LOG.warn("not everything that was wanted of jobs was done before the end", e);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}

package io.cellar.ui.prefetch;

import io.cellar.job.FetchEstimate;
import io.cellar.thread.Threads;
import io.cellar.ui.JobRequest.Part;
import io.cellar.ui.Jobs;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Estimates regions on another thread, one at a time, the newest wish next. JavaFX thread.
 *
 * <p>It is asked again and again; only new regions, or news of the coverage, make it count.
 */
final class Estimator {
  private static final Logger LOG = LoggerFactory.getLogger(Estimator.class);

  private final Jobs jobs;
  private final Executor fx;
  private Optional<Question> last = Optional.empty();
  private Optional<FetchEstimate> newest = Optional.empty();
  private boolean busy;
  private boolean late;

  private record Question(List<Part> parts, long coverage) {}

  /** An estimator that brings its results back by {@code fx}. */
  Estimator(Jobs jobs, Executor fx) {
    this.jobs = jobs;
    this.fx = fx;
  }

  /** Wishes for an estimate; {@link #newest} has it a little later. */
  void ask(List<Part> parts) {
    long coverage =
        parts.stream()
            .flatMapToLong(
                part -> part.levels().stream().mapToLong(n -> part.volume().coverage(n).version()))
            .sum();
    Question question = new Question(parts, coverage);
    boolean same = last.filter(question::equals).isPresent();
    late = busy;
    if (!busy && !same) {
      busy = true;
      last = Optional.of(question);
      Threads.virtual("cellar-estimate", () -> count(parts)).start();
    }
  }

  private void count(List<Part> parts) {
    try {
      FetchEstimate estimate = jobs.estimate(parts);
      fx.execute(() -> counted(Optional.of(estimate)));
    } catch (RuntimeException e) {
      LOG.error("the regions {} were not estimated", parts.stream().map(Part::view).toList(), e);
      fx.execute(() -> counted(Optional.empty()));
    }
  }

  private void counted(Optional<FetchEstimate> estimate) {
    busy = false;
    late = false;
    newest = estimate;
  }

  /** The newest estimate; empty when it could not be made, or when a newer one takes its time. */
  Optional<FetchEstimate> newest() {
    return late ? Optional.empty() : newest;
  }
}

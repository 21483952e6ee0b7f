package io.cellar.ui.prefetch;

import io.cellar.input.Redaction;
import io.cellar.job.FetchEstimate;
import io.cellar.thread.Threads;
import io.cellar.ui.OpenVolume;
import io.cellar.volume.Roi;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Estimates regions on another thread, one at a time, the newest wish next. JavaFX thread.
 *
 * <p>It is asked again and again; only a new region, or news of the coverage, makes it count.
 */
final class Estimator {
  private static final Logger LOG = LoggerFactory.getLogger(Estimator.class);

  private final OpenVolume volume;
  private final Executor fx;
  private Optional<Question> last = Optional.empty();
  private Optional<FetchEstimate> newest = Optional.empty();
  private boolean busy;
  private boolean late;

  private record Question(Roi region, List<Integer> levels, long coverage) {}

  /** An estimator that brings its results back by {@code fx}. */
  Estimator(OpenVolume volume, Executor fx) {
    this.volume = volume;
    this.fx = fx;
  }

  /** Wishes for an estimate; {@link #newest} has it a little later. */
  void ask(Roi region, List<Integer> levels) {
    long coverage = levels.stream().mapToLong(n -> volume.coverage(n).version()).sum();
    Question question = new Question(region, levels, coverage);
    late = busy;
    if (!busy && !last.filter(question::equals).isPresent()) {
      busy = true;
      last = Optional.of(question);
      Threads.virtual("cellar-estimate", () -> count(region, levels)).start();
    }
  }

  private void count(Roi region, List<Integer> levels) {
    try {
      FetchEstimate estimate = volume.prefetches().estimate(region, levels);
      fx.execute(() -> counted(Optional.of(estimate)));
    } catch (RuntimeException e) {
      LOG.error(
          "the region {} of {} was not estimated", region, Redaction.address(volume.location()), e);
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

package io.cellar.ui.prefetch;

import io.cellar.job.FetchProgress;
import io.cellar.job.FetchState;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import java.time.Duration;

/**
 * How far a fetch is, in words. Toolkit-free.
 *
 * @param share of the blocks that have come to their end, 0 to 1
 * @param blocks how many that are
 * @param bytes that came
 * @param rate at present; empty when it stands still
 * @param state time left, what it waits for, or how it ended
 * @param failed how many blocks could not be had; empty when none
 * @param problem why it ended early; empty when it did not
 */
record FetchText(
    double share,
    String blocks,
    String bytes,
    String rate,
    String state,
    String failed,
    String problem) {

  static FetchText of(FetchProgress progress) {
    long all = progress.blocks();
    long there = there(progress);
    return new FetchText(
        all == 0 ? 1 : (double) there / all,
        blocks(there, progress),
        Figures.bytes(progress.bytes()),
        progress.state() == FetchState.RUNNING && progress.bytesPerSecond() >= 1
            ? Figures.rate(progress.bytesPerSecond())
            : "",
        state(progress),
        failed(progress),
        progress.stoppedBy().map(FetchText::problem).orElse(""));
  }

  private static String blocks(long there, FetchProgress progress) {
    String done = Figures.count(there);
    String all = Figures.count(progress.blocks());
    return progress.empty() == 0
        ? Words.of("fetch.blocks", done, all)
        : Words.of("fetch.blocksAndEmpty", done, all, Figures.count(progress.empty()));
  }

  /**
   * Blocks that have come to their end, those among them that were known to be on disk or to be
   * empty when the fetch began, whether it has come to them yet or not.
   */
  private static long there(FetchProgress progress) {
    long needless = progress.skipped() + progress.empty();
    long reached = progress.done() - needless;
    return Math.min(progress.blocks(), reached + Math.max(progress.cached(), needless));
  }

  private static String state(FetchProgress progress) {
    return switch (progress.state()) {
      case RUNNING ->
          progress.timeLeft().map(FetchText::left).orElseGet(() -> Words.of("fetch.running"));
      case PAUSED -> Words.of("fetch.paused");
      case WAITING_FOR_HOST -> Words.of("fetch.waitingForHost");
      case WAITING_FOR_SPACE -> Words.of("fetch.waitingForSpace");
      case OFFLINE -> Words.of("fetch.offline");
      case FINISHED -> Words.of("fetch.finished");
      case CANCELLED -> Words.of("fetch.cancelled");
      case STOPPED -> Words.of("fetch.stopped");
    };
  }

  private static String left(Duration time) {
    return time.toSeconds() < 60
        ? Words.of("fetch.leftLittle")
        : Words.of("fetch.left", Figures.about(time));
  }

  private static String failed(FetchProgress progress) {
    if (progress.failed() > 0 && progress.absent() > 0) {
      return Words.of(
          "fetch.failedAndAbsent",
          Figures.count(progress.failed()),
          Figures.count(progress.absent()));
    }
    if (progress.failed() > 0) {
      return Words.of("fetch.failed", Figures.count(progress.failed()));
    }
    return progress.absent() > 0 ? Words.of("fetch.absent", Figures.count(progress.absent())) : "";
  }

  private static String problem(Throwable why) {
    String message = why.getMessage() == null ? why.toString() : why.getMessage();
    return Words.of("fetch.problem", message);
  }
}

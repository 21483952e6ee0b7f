package io.cellar.job.work;

import io.cellar.engine.StageStats;
import io.cellar.job.style.ConcurrencyStyle;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * For how long one stage has been waited for in vain. Runs while something waits and nothing
 * passes, begins anew when something has passed or nothing waits.
 */
final class StageClock {

  /**
   * A stage that is watched.
   *
   * @param setting the field of the style that limits it
   * @param limit its value; empty: waits without end
   * @param waiting how many blocks wait for it; 0 while there is nothing to wait for
   * @param passed how many have passed it since the engine started
   * @param nothing what does not happen, in words
   * @param though how many wait, in words
   */
  record Stage(
      String setting,
      Function<ConcurrencyStyle, Optional<Duration>> limit,
      ToIntFunction<StageStats> waiting,
      ToLongFunction<StageStats> passed,
      String nothing,
      String though) {

    private boolean waits(StageStats stats) {
      return waiting.applyAsInt(stats) > 0;
    }
  }

  /** All of them, in the order in which they are told when several are due at once. */
  static final List<Stage> STAGES =
      List.of(
          new Stage(
              ConcurrencyStyle.READ_INSERT,
              ConcurrencyStyle::readBufferInsertTimeout,
              StageStats::decodeLine,
              StageStats::decodesBegun,
              "no body has entered the decoders",
              "%d wait in the read buffer"),
          // What is tried again after a pause is not asked for meanwhile.
          new Stage(
              ConcurrencyStyle.READ_POP,
              ConcurrencyStyle::readBufferPopTimeout,
              stats -> stats.decodeLine() + stats.decoding() > 0 ? 0 : stats.fetching(),
              StageStats::settled,
              "no body has come",
              "%d are asked for"),
          new Stage(
              ConcurrencyStyle.COMPUTE_INSERT,
              ConcurrencyStyle::computeBufferInsertTimeout,
              StageStats::writeLine,
              StageStats::writesQueued,
              "no decoded block has entered the write queue",
              "%d wait for a place in it"),
          new Stage(
              ConcurrencyStyle.COMPUTE_POP,
              ConcurrencyStyle::computeBufferPopTimeout,
              stats -> stats.writing() + stats.writeLine() > 0 ? 0 : stats.decoding(),
              StageStats::decodesEnded,
              "no decoded block has come",
              "%d are being decoded"));

  private final Stage stage;
  private final Duration limit;
  private final long passedAtStart;
  private long passed;
  private boolean waited;
  private long nanos;

  /** A clock that begins now. */
  StageClock(Stage stage, Duration limit, StageStats now) {
    this.stage = stage;
    this.limit = limit;
    this.passedAtStart = stage.passed.applyAsLong(now);
    this.passed = passedAtStart;
    this.waited = stage.waits(now);
  }

  /**
   * Looks at the stage.
   *
   * @param elapsed nanoseconds since the last look that count, 0 while the clock stands still
   * @return whether the limit is reached
   */
  boolean look(StageStats now, long elapsed) {
    long passedNow = stage.passed.applyAsLong(now);
    boolean waits = stage.waits(now);
    boolean inVain = waits && waited && passedNow == passed;
    nanos = inVain ? nanos + elapsed : 0;
    passed = passedNow;
    waited = waits;
    return nanos >= limit.toNanos();
  }

  Stage stage() {
    return stage;
  }

  /** What has happened, with the setting to raise, its value, and how many had passed before. */
  String words(StageStats now) {
    String end =
        "%s=%s has run out after %d that passed; raise %s, or set it to null to wait without end"
            .formatted(
                stage.setting,
                ConcurrencyStyle.seconds(limit),
                passed - passedAtStart,
                stage.setting);
    return "%s for %s s, though %s: %s"
        .formatted(
            stage.nothing,
            ConcurrencyStyle.seconds(Duration.ofNanos(nanos)),
            stage.though.formatted(stage.waiting.applyAsInt(now)),
            end);
  }
}

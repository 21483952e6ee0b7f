package io.cellar.ui.words;

import io.cellar.ui.OpenVolume;
import io.cellar.ui.navigation.GoToText;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import io.cellar.volume.BlockKey;
import io.cellar.volume.BlockState;
import io.cellar.volume.Roi;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Blocks and their states in words. */
public final class BlockWords {
  private static final Pattern ADDRESS = Pattern.compile("https?://\\S+: +(?=\\S)");

  private BlockWords() {}

  /** Where a block lies, in view coordinates: {@code x 64–127, y 0–63, z 32–63}. */
  public static String place(ArrayGeometry array, long block) {
    Roi roi = array.toView(array.grid().roi(block));
    Axes axes = array.axes();
    return GoToText.spokenOrder(axes).stream()
        .map(axis -> span(axis, roi, axes.indexOf(axis)))
        .collect(Collectors.joining(", "));
  }

  /**
   * Where a block lies, in view coordinates of its level: {@code level 2: x 64–127, …}; the finest
   * level is not named. Empty text for a block of a volume that is not on show.
   */
  public static String place(OpenVolume volume, BlockKey block) {
    return volume
        .level(block.fileset())
        .map(
            level -> {
              String place = place(level.geometry(), block.index());
              return level.number() == 0 ? place : Words.of("block.level", level.number(), place);
            })
        .orElse("");
  }

  /** A position to be read: {@code x 1,024, y 6, z 7}; {@link GoToText#spoken} can be typed. */
  public static String position(Axes axes, long[] position) {
    return GoToText.spokenOrder(axes).stream()
        .map(axis -> axis.letter() + " " + Figures.count(position[axes.indexOf(axis)]))
        .collect(Collectors.joining(", "));
  }

  private static String span(Axis axis, Roi roi, int d) {
    return axis.letter() + " " + Figures.count(roi.start(d)) + "–" + Figures.count(roi.stop(d) - 1);
  }

  /** What happened, without the address that the sentence begins with. */
  public static String causeAlone(String cause) {
    return ADDRESS.matcher(cause).replaceFirst("");
  }

  /** A state in a few words. */
  public static String state(BlockState state) {
    return switch (state) {
      case BlockState.NotCached() -> Words.of("block.notCached");
      case BlockState.Queued(boolean elsewhere) ->
          Words.of(elsewhere ? "block.queuedElsewhere" : "block.queued");
      case BlockState.Downloading(double fraction) ->
          fraction < 0
              ? Words.of("block.downloading")
              : Words.of("block.downloadingShare", Figures.percent(fraction));
      case BlockState.Available() -> Words.of("block.available");
      case BlockState.Empty() -> Words.of("block.empty");
      case BlockState.Absent() -> Words.of("block.absent");
      case BlockState.Failed(String cause, int tries, Optional<Instant> next) ->
          Words.of("block.failed", causeAlone(cause));
    };
  }

  /**
   * How often a block was tried and when it will be tried again: at a time, or, when that has
   * passed and nobody was there to see it, as soon as it is shown.
   */
  public static String tries(int tries, Optional<Instant> nextTry, Instant now) {
    return tries("block.nextTry", "block.nextShown", "block.noNextTry", tries, nextTry, now);
  }

  /** The same in a few words, for a table. */
  public static String triesShort(int tries, Optional<Instant> nextTry, Instant now) {
    return tries(
        "block.nextShort", "block.nextShownShort", "block.noNextShort", tries, nextTry, now);
  }

  private static String tries(
      String later, String shown, String never, int tries, Optional<Instant> next, Instant now) {
    if (next.isEmpty()) {
      return Words.of(never, tries);
    }
    Duration wait = Duration.between(now, next.get());
    return wait.isPositive()
        ? Words.of(later, tries, Figures.duration(wait))
        : Words.of(shown, tries);
  }
}

package io.cellar.slice.draw;

import io.cellar.volume.BlockState;

/**
 * What stands in for voxels that are not there, for a dark or a light window. States differ in
 * shape, not in colour alone: plain grey for queued, a soft band that wanders for downloading,
 * squares for not cached, a plain tint for absent, stripes for failed.
 */
final class StatePatterns {
  /** A wave of the shimmer takes so long to come round. */
  private static final double PERIOD_SECONDS = 1.6;

  private static final int SQUARE = 8;
  private static final int STRIPE = 16;
  private static final int WAVE = 64;
  private static final int CLEAR = 0;

  private final Theme theme;
  private final boolean moves;
  private final Pattern waiting;
  private final Pattern notCached;
  private final Pattern absent;
  private final Pattern failed;

  /** Colours of one kind of window, opaque ARGB. */
  private record Theme(
      int outside,
      int waiting,
      int shimmer,
      int squareA,
      int squareB,
      int absent,
      int failed,
      int stripe) {}

  private static final Theme DARK =
      new Theme(
          0xff17191c,
          0xff3b3e43,
          0xff4b4f55,
          0xff25282c,
          0xff2e3136,
          0xff242d3d,
          0xff302729,
          0xff7d4844);
  private static final Theme LIGHT =
      new Theme(
          0xffeceef1,
          0xffc4c7cc,
          0xffd6d9dd,
          0xfff6f7f8,
          0xffe1e4e8,
          0xffcfdaec,
          0xfff5eae8,
          0xffdb9f98);

  private StatePatterns(Theme theme) {
    this.theme = theme;
    moves = true;
    waiting = flat(theme.waiting());
    absent = flat(theme.absent());
    notCached =
        Pattern.of(
            2 * SQUARE,
            (x, y) -> (x / SQUARE + y / SQUARE) % 2 == 0 ? theme.squareA() : theme.squareB());
    failed =
        Pattern.of(STRIPE, (x, y) -> Pattern.mix(theme.failed(), theme.stripe(), stripe(x + y)));
  }

  private StatePatterns() {
    theme = DARK;
    moves = false;
    waiting = flat(CLEAR);
    absent = waiting;
    notCached = waiting;
    failed = Pattern.of(STRIPE, (x, y) -> stripe(x + y) < 0.25 ? CLEAR : theme.stripe());
  }

  /**
   * For a volume that lies over another: what is not there is transparent, so that the lower one is
   * seen; what failed is striped.
   */
  static StatePatterns over() {
    return new StatePatterns();
  }

  /** The colour beyond the volume in a dark or a light window. */
  static int outside(boolean dark) {
    return (dark ? DARK : LIGHT).outside();
  }

  static StatePatterns dark() {
    return new StatePatterns(DARK);
  }

  static StatePatterns light() {
    return new StatePatterns(LIGHT);
  }

  private static Pattern flat(int argb) {
    return Pattern.of(1, (x, y) -> argb);
  }

  /** How much of a diagonal stripe a pixel is: soft edges, a quarter of the surface. */
  private static double stripe(int diagonal) {
    double fromMiddle = Math.abs(Math.floorMod(diagonal, STRIPE) - STRIPE / 2.0);
    return Math.clamp(2.4 - fromMiddle, 0, 1);
  }

  /** The colour beyond the volume. */
  int outside() {
    return moves ? theme.outside() : CLEAR;
  }

  /** True when the pattern of a download differs from frame to frame. */
  boolean moves() {
    return moves;
  }

  /** The still pattern of a block that has no voxels to show. */
  Pattern of(BlockState state) {
    return switch (state) {
      case BlockState.NotCached() -> notCached;
      case BlockState.Queued(boolean elsewhere) -> waiting;
      case BlockState.Available(), BlockState.Empty() -> waiting;
      case BlockState.Downloading(double fraction) -> waiting;
      case BlockState.Absent() -> absent;
      case BlockState.Failed failure -> failed;
    };
  }

  /** The moving pattern of a block that is being downloaded, at a time. */
  Pattern shimmer(double seconds) {
    if (!moves) {
      return waiting;
    }
    double phase = seconds / PERIOD_SECONDS;
    return Pattern.of(
        WAVE,
        (x, y) -> {
          // Down the other diagonal than the stripes of a failed block.
          double turn = (x - y) / (double) WAVE - phase;
          double height = 0.5 + 0.5 * Math.cos(2 * Math.PI * turn);
          return Pattern.mix(theme.waiting(), theme.shimmer(), height * height);
        });
  }
}

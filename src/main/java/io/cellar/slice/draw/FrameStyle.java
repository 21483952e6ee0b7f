package io.cellar.slice.draw;

import io.cellar.volume.BlockState;
import io.cellar.volume.DType;
import java.util.Optional;

/**
 * How a frame is painted: the colours of voxels, and the patterns of blocks that are not there.
 * Used by one thread.
 */
public final class FrameStyle {
  private final PixelMapper mapper;
  private final Optional<Smoothing> smoothing;
  private final StatePatterns patterns;
  private final boolean showBlocks;
  private final double seconds;
  private Pattern shimmer;

  private FrameStyle(
      PixelMapper mapper,
      Optional<Smoothing> smoothing,
      StatePatterns patterns,
      boolean showBlocks,
      double seconds) {
    this.mapper = mapper;
    this.smoothing = smoothing;
    this.patterns = patterns;
    this.showBlocks = showBlocks;
    this.seconds = seconds;
  }

  /** What a volume is drawn on. */
  public enum Backdrop {
    /** Nothing: states of blocks are drawn where voxels are missing. */
    EMPTY,
    /** Another volume, which is seen where voxels are missing. */
    OTHER_VOLUME
  }

  /** Turns displays into frame styles; keeps what is costly to make. Used by one thread. */
  public static final class Cache {
    private final DType dtype;
    private final StatePatterns dark = StatePatterns.dark();
    private final StatePatterns light = StatePatterns.light();
    private final StatePatterns over = StatePatterns.over();
    private Display mapped;
    private PixelMapper mapper;

    /** Of what is mapped; made when first wanted: its table takes as long as the mapper's. */
    private Smoothing smoothing;

    public Cache(DType dtype) {
      this.dtype = dtype;
    }

    /**
     * The style of a frame.
     *
     * @param seconds time of the frame, which moving patterns follow
     */
    public FrameStyle of(Display display, Backdrop ground, double seconds) {
      map(display);
      boolean alone = ground == Backdrop.EMPTY;
      return new FrameStyle(
          mapper,
          display.smooth() ? Optional.of(smoothing()) : Optional.empty(),
          alone ? (display.dark() ? dark : light) : over,
          alone && display.showBlocks(),
          seconds);
    }

    private void map(Display display) {
      boolean same =
          mapped != null
              && mapped.range().equals(display.range())
              && mapped.map() == display.map()
              && mapped.invert() == display.invert();
      if (!same) {
        mapper = PixelMapper.of(dtype, display);
        smoothing = null;
        mapped = display;
      }
    }

    private Smoothing smoothing() {
      if (smoothing == null) {
        smoothing =
            new Smoothing(
                PixelMapper.brightness(dtype, mapped.range()), PixelMapper.colours(mapped));
      }
      return smoothing;
    }
  }

  /** The colour beyond all volumes in a dark or a light window. */
  public static int outside(boolean dark) {
    return StatePatterns.outside(dark);
  }

  /** True outlines each block. */
  public boolean showBlocks() {
    return showBlocks;
  }

  /** True when the pattern of a download differs from frame to frame. */
  public boolean moves() {
    return patterns.moves();
  }

  /** Voxels to colours. */
  PixelMapper mapper() {
    return mapper;
  }

  /** Draws what lies between the middles of voxels; empty: voxels are rectangles. */
  Optional<Smoothing> smoothing() {
    return smoothing;
  }

  /** The colour beyond the volume. */
  int outside() {
    return patterns.outside();
  }

  /** The pattern of a block that has no voxels to show. */
  Pattern pattern(BlockState state) {
    if (!(state instanceof BlockState.Downloading)) {
      return patterns.of(state);
    }
    if (shimmer == null) {
      shimmer = patterns.shimmer(seconds);
    }
    return shimmer;
  }
}

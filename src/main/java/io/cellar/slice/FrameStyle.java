package io.cellar.slice;

import io.cellar.volume.DType;
import java.util.Optional;

/**
 * How a frame is painted.
 *
 * @param mapper voxels to colours
 * @param smoothing draws what lies between the middles of voxels; empty: voxels are rectangles
 * @param patterns states of blocks that are not there
 * @param showBlocks true outlines each block
 * @param seconds time of the frame, which moving patterns follow
 */
record FrameStyle(
    PixelMapper mapper,
    Optional<Smoothing> smoothing,
    StatePatterns patterns,
    boolean showBlocks,
    double seconds) {

  /** What a volume is drawn on. */
  enum Backdrop {
    /** Nothing: states of blocks are drawn where voxels are missing. */
    EMPTY,
    /** Another volume, which is seen where voxels are missing. */
    OTHER_VOLUME
  }

  /** Turns displays into frame styles; keeps what is costly to make. Used by one thread. */
  static final class Cache {
    private final DType dtype;
    private final StatePatterns dark = StatePatterns.dark();
    private final StatePatterns light = StatePatterns.light();
    private final StatePatterns over = StatePatterns.over();
    private Display mapped;
    private PixelMapper mapper;

    /** Of what is mapped; made when first wanted: its table takes as long as the mapper's. */
    private Smoothing smoothing;

    Cache(DType dtype) {
      this.dtype = dtype;
    }

    FrameStyle of(Display display, Backdrop ground, double seconds) {
      if (ground == Backdrop.OTHER_VOLUME) {
        return style(display, over, false, seconds);
      }
      return style(display, display.dark() ? dark : light, display.showBlocks(), seconds);
    }

    private FrameStyle style(
        Display display, StatePatterns patterns, boolean showBlocks, double seconds) {
      map(display);
      Optional<Smoothing> between = display.smooth() ? Optional.of(smoothing()) : Optional.empty();
      return new FrameStyle(mapper, between, patterns, showBlocks, seconds);
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
}

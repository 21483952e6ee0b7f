package io.cellar.slice;

import io.cellar.volume.DType;
import java.util.Optional;

/** Turns displays into frame styles; keeps what is costly to make. Used by one thread. */
final class FrameStyles {
  private final DType dtype;
  private final StatePatterns dark = StatePatterns.dark();
  private final StatePatterns light = StatePatterns.light();
  private final StatePatterns over = StatePatterns.over();
  private Display mapped;
  private PixelMapper mapper;

  /**
   * Of what is mapped; made when it is first wanted, for its table takes as long as the mapper's.
   */
  private Smoothing smoothing;

  FrameStyles(DType dtype) {
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
          new Smoothing(PixelMapper.brightness(dtype, mapped.range()), PixelMapper.colours(mapped));
    }
    return smoothing;
  }
}

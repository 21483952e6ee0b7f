package io.cellar.slice;

import io.cellar.volume.DType;

/** Turns displays into frame styles; keeps what is costly to make. Used by one thread. */
final class FrameStyles {
  private final DType dtype;
  private final StatePatterns dark = StatePatterns.dark();
  private final StatePatterns light = StatePatterns.light();
  private final StatePatterns over = StatePatterns.over();
  private Display mapped;
  private PixelMapper mapper;

  FrameStyles(DType dtype) {
    this.dtype = dtype;
  }

  FrameStyle of(Display display, Ground ground, double seconds) {
    if (ground == Ground.OTHER_VOLUME) {
      return new FrameStyle(mapper(display), over, false, seconds);
    }
    return new FrameStyle(
        mapper(display), display.dark() ? dark : light, display.showBlocks(), seconds);
  }

  private PixelMapper mapper(Display display) {
    boolean same =
        mapped != null
            && mapped.range().equals(display.range())
            && mapped.map() == display.map()
            && mapped.invert() == display.invert();
    if (!same) {
      mapper = PixelMapper.of(dtype, display);
      mapped = display;
    }
    return mapper;
  }
}

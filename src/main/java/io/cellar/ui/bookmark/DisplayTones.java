package io.cellar.ui.bookmark;

import io.cellar.settings.Tones;
import io.cellar.slice.draw.ColorMap;
import io.cellar.slice.draw.Display;
import io.cellar.volume.ValueRange;
import java.util.Arrays;

/** Between how a volume is shown and what is kept of it. Toolkit-free. */
public final class DisplayTones {
  private DisplayTones() {}

  /** What is kept of a display. */
  public static Tones of(Display display) {
    return new Tones(
        display.range().min(), display.range().max(), display.map().name(), display.invert());
  }

  /** A display with what was kept; a map that is not known any more is left out. */
  public static Display apply(Display display, Tones tones) {
    ColorMap map =
        Arrays.stream(ColorMap.values())
            .filter(m -> m.name().equals(tones.map()))
            .findFirst()
            .orElse(display.map());
    return display
        .withRange(new ValueRange(tones.low(), tones.high()))
        .withMap(map)
        .withInvert(tones.invert());
  }
}

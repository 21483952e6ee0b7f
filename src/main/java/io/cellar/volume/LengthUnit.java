package io.cellar.volume;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** Units of length as descriptions name them. */
public final class LengthUnit {
  private static final Map<String, Double> METRES =
      Map.ofEntries(
          Map.entry("m", 1.0),
          Map.entry("meter", 1.0),
          Map.entry("metre", 1.0),
          Map.entry("cm", 1e-2),
          Map.entry("mm", 1e-3),
          Map.entry("millimeter", 1e-3),
          Map.entry("um", 1e-6),
          Map.entry("\u00b5m", 1e-6),
          Map.entry("\u03bcm", 1e-6),
          Map.entry("micron", 1e-6),
          Map.entry("micrometer", 1e-6),
          Map.entry("nm", 1e-9),
          Map.entry("nanometer", 1e-9),
          Map.entry("\u00e5", 1e-10),
          Map.entry("angstrom", 1e-10),
          Map.entry("pm", 1e-12));

  private LengthUnit() {}

  /**
   * How many units {@code to} one unit {@code from} is long: 1000 from µm to nm. Equal texts are 1,
   * whatever they mean; empty when one of two different texts is not known.
   */
  public static OptionalDouble ratio(String from, String to) {
    String a = from.strip().toLowerCase(Locale.ROOT);
    String b = to.strip().toLowerCase(Locale.ROOT);
    if (a.equals(b)) {
      return OptionalDouble.of(1);
    }
    return METRES.containsKey(a) && METRES.containsKey(b)
        ? OptionalDouble.of(METRES.get(a) / METRES.get(b))
        : OptionalDouble.empty();
  }
}

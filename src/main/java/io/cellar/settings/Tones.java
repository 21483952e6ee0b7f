package io.cellar.settings;

/**
 * How voxels become colours.
 *
 * @param low value of the map's first colour
 * @param high value of its last
 * @param map name of the colour map
 * @param invert whether the map is turned round
 */
public record Tones(double low, double high, String map, boolean invert) {

  public Tones {
    if (!Double.isFinite(low) || !Double.isFinite(high) || !(low <= high)) {
      throw new IllegalArgumentException("no display range from " + low + " to " + high);
    }
    if (map.isEmpty() || map.contains(" ")) {
      throw new IllegalArgumentException("no colour map");
    }
  }

  /** {@code low high map}, and perhaps {@code inverted}. */
  String toText() {
    return low + " " + high + " " + map + (invert ? " inverted" : "");
  }

  static Tones ofText(String text) {
    String[] words = text.split(" +", -1);
    boolean invert = words.length == 4 && words[3].equals("inverted");
    if (words.length != (invert ? 4 : 3)) {
      throw new IllegalArgumentException("expected low high map, and perhaps inverted");
    }
    return new Tones(Double.parseDouble(words[0]), Double.parseDouble(words[1]), words[2], invert);
  }
}

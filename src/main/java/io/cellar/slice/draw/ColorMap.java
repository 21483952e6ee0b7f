package io.cellar.slice.draw;

/**
 * Turns a brightness into a colour. A map is a few colours at even distances and what lies between
 * them.
 */
public enum ColorMap {
  GREY("Grey", "000000 ffffff"),
  FIRE("Fire", "000000 3a0a78 9c1f6a e8502a fbb41f ffffe0"),
  VIRIDIS("Viridis", "440154 46327e 365c8d 277f8e 1fa187 4ac16d a0da39 fde725"),
  MAGMA("Magma", "000004 2a115c 641a80 9c2e7f d3436e f8765c febb81 fcfdbf"),
  GREEN("Green", "000000 00ff00"),
  MAGENTA("Magenta", "000000 ff00ff"),
  CYAN("Cyan", "000000 00ffff");

  /** Colour of a voxel that is not a number: seen at once in any map, and no state's pattern. */
  public static final int NAN = 0xff8a5fbf;

  /** Steps of brightness. */
  static final int STEPS = 256;

  private final String label;
  private final String colours;

  ColorMap(String label, String colours) {
    this.label = label;
    this.colours = colours;
  }

  /** Name for people, in English. */
  public String label() {
    return label;
  }

  /** The 256 opaque ARGB colours from dark to bright, a new array. */
  public int[] table() {
    String[] stops = colours.split(" ");
    int[] table = new int[STEPS];
    for (int i = 0; i < STEPS; i++) {
      double at = i / (STEPS - 1.0) * (stops.length - 1);
      int stop = Math.min((int) at, stops.length - 2);
      int below = Integer.parseInt(stops[stop], 16);
      int above = Integer.parseInt(stops[stop + 1], 16);
      table[i] = Pattern.mix(below, above, at - stop);
    }
    return table;
  }
}

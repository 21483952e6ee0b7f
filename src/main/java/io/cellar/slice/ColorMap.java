package io.cellar.slice;

/** Turns a brightness into a colour. */
public enum ColorMap {
  GREY("Grey", 0x000000, 0xffffff),
  FIRE("Fire", 0x000000, 0x3a0a78, 0x9c1f6a, 0xe8502a, 0xfbb41f, 0xffffe0),
  VIRIDIS(
      "Viridis", 0x440154, 0x46327e, 0x365c8d, 0x277f8e, 0x1fa187, 0x4ac16d, 0xa0da39, 0xfde725),
  MAGMA("Magma", 0x000004, 0x2a115c, 0x641a80, 0x9c2e7f, 0xd3436e, 0xf8765c, 0xfebb81, 0xfcfdbf),
  GREEN("Green", 0x000000, 0x00ff00),
  MAGENTA("Magenta", 0x000000, 0xff00ff),
  CYAN("Cyan", 0x000000, 0x00ffff);

  private final String label;
  private final int[] argb = new int[256];

  ColorMap(String label, int... stops) {
    this.label = label;
    for (int i = 0; i < 256; i++) {
      double at = i / 255.0 * (stops.length - 1);
      int stop = Math.min((int) at, stops.length - 2);
      argb[i] = mix(stops[stop], stops[stop + 1], at - stop);
    }
  }

  private static int mix(int a, int b, double t) {
    return 0xff000000
        | channel(a >> 16, b >> 16, t) << 16
        | channel(a >> 8, b >> 8, t) << 8
        | channel(a, b, t);
  }

  private static int channel(int a, int b, double t) {
    return (int) Math.round((a & 0xff) * (1 - t) + (b & 0xff) * t);
  }

  /** Name for people, in English. */
  public String label() {
    return label;
  }

  /** The 256 opaque colours from dark to bright, a copy. */
  public int[] table() {
    return argb.clone();
  }

  /** The opaque colour of a brightness from 0 to 255. */
  public int argb(int brightness) {
    return argb[brightness];
  }
}

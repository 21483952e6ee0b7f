package io.cellar.slice;

/** Lays one picture over another. */
final class Blend {
  private static final int RED_BLUE = 0x00ff00ff;

  private Blend() {}

  /**
   * Mixes pixels into those of a picture. Pixels of alpha 0 are left out, all others count as
   * opaque.
   *
   * @param below opaque ARGB, is changed
   * @param above ARGB, as many
   * @param opacity share of what is above, 0 to 1
   */
  static void over(int[] below, int[] above, double opacity) {
    int share = (int) Math.round(opacity * 256);
    int rest = 256 - share;
    for (int i = 0; i < below.length; i++) {
      int a = above[i];
      if (a >>> 24 != 0) {
        int b = below[i];
        int redBlue = ((a & RED_BLUE) * share + (b & RED_BLUE) * rest) >>> 8 & RED_BLUE;
        int green = ((a >>> 8 & 0xff) * share + (b >>> 8 & 0xff) * rest) & 0xff00;
        below[i] = 0xff000000 | redBlue | green;
      }
    }
  }
}

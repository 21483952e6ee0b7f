package io.cellar.store;

/** How the numbers in a block's file name are spelled. */
enum Spelling {
  /** {@code ([0, 32], [32, 64])}: ilastik on numpy 1, and ours. */
  PLAIN("", ""),
  /** {@code ([np.int64(0), np.int64(32)], …)}: ilastik on numpy 2. */
  NP_INT64("np.int64(", ")");

  private final String before;
  private final String after;

  Spelling(String before, String after) {
    this.before = before;
    this.after = after;
  }

  Spelling other() {
    return this == PLAIN ? NP_INT64 : PLAIN;
  }

  /** The text that stands for {@code {roiString}}; stored coordinates, stop exclusive. */
  String roiString(long[] start, long[] stop) {
    return "(" + list(start) + ", " + list(stop) + ")";
  }

  private String list(long[] numbers) {
    StringBuilder text = new StringBuilder("[");
    for (int d = 0; d < numbers.length; d++) {
      text.append(d == 0 ? "" : ", ").append(before).append(numbers[d]).append(after);
    }
    return text.append(']').toString();
  }
}

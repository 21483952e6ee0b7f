package io.cellar.codec;

/**
 * The two axes of a transposition along which neighbours lie together: columns in the result, rows
 * in the input. It is moved in squares, which stay in the processor's cache. Distances are in
 * widths.
 *
 * @param width bytes of what is moved as one
 * @param columns neighbours in the result
 * @param columnStride their distance in the input
 * @param rows neighbours in the input
 * @param rowStride their distance in the result
 */
record Plane(int width, int columns, int columnStride, int rows, int rowStride) {
  private static final int SQUARE = 8;

  void move(byte[] input, int from, byte[] output, int to) {
    for (int r = 0; r < rows; r += SQUARE) {
      for (int c = 0; c < columns; c += SQUARE) {
        square(input, from + r + c * columnStride, output, to + r * rowStride + c, r, c);
      }
    }
  }

  private void square(byte[] input, int from, byte[] output, int to, int row, int column) {
    int height = Math.min(SQUARE, rows - row);
    int breadth = Math.min(SQUARE, columns - column);
    for (int r = 0; r < height; r++) {
      int in = (from + r) * width;
      int out = (to + r * rowStride) * width;
      int step = columnStride * width;
      switch (width) {
        case 1 -> {
          for (int c = 0; c < breadth; c++, in += step) {
            output[out++] = input[in];
          }
        }
        case 2 -> {
          for (int c = 0; c < breadth; c++, in += step, out += 2) {
            LittleEndian.SHORT.set(output, out, (short) LittleEndian.SHORT.get(input, in));
          }
        }
        case 4 -> {
          for (int c = 0; c < breadth; c++, in += step, out += 4) {
            LittleEndian.INT.set(output, out, (int) LittleEndian.INT.get(input, in));
          }
        }
        case 8 -> {
          for (int c = 0; c < breadth; c++, in += step, out += 8) {
            LittleEndian.LONG.set(output, out, (long) LittleEndian.LONG.get(input, in));
          }
        }
        default -> {
          for (int c = 0; c < breadth; c++, in += step, out += width) {
            System.arraycopy(input, in, output, out, width);
          }
        }
      }
    }
  }
}

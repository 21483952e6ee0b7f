package io.cellar.ui.status;

/**
 * The last minutes of a few figures, one sample a second, the oldest forgotten first. Toolkit-free;
 * for one thread.
 */
final class History {
  private final double[][] samples;
  private long count;

  /**
   * An empty history.
   *
   * @param figures how many figures a sample has
   * @param capacity how many samples are kept, positive
   */
  History(int figures, int capacity) {
    samples = new double[figures][capacity];
  }

  /** Adds a sample, one value per figure; NaN where nothing is known. */
  void add(double... values) {
    if (values.length != samples.length) {
      throw new IllegalArgumentException(
          values.length + " values of a sample: expected " + samples.length);
    }
    int place = (int) (count % capacity());
    for (int f = 0; f < values.length; f++) {
      samples[f][place] = values[f];
    }
    count++;
  }

  /** How many samples are kept at the most. */
  int capacity() {
    return samples[0].length;
  }

  /** How many samples there are. */
  int size() {
    return (int) Math.min(count, capacity());
  }

  /**
   * A value.
   *
   * @param age 0 for the newest sample, below {@link #size}
   */
  double at(int figure, int age) {
    if (age < 0 || age >= size()) {
      throw new IndexOutOfBoundsException("sample " + age + " of " + size());
    }
    return samples[figure][(int) ((count - 1 - age) % capacity())];
  }

  /** The largest value of a figure; 0 when none is known. */
  double max(int figure) {
    double max = 0;
    for (int age = 0; age < size(); age++) {
      double value = at(figure, age);
      max = value > max ? value : max;
    }
    return max;
  }
}

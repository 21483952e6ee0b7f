package io.cellar.source.zarr;

/**
 * Keys of the objects of an array: the numbers of its grid, in the order of its axes.
 *
 * @param prefix what comes before them, without a separator: {@code c}, or empty
 * @param separator between numbers
 * @param isSaid false if the metadata does not say so, and the other separator may be the right one
 */
record ChunkKeys(String prefix, char separator, boolean isSaid) {

  /** The key of an object relative to the array. */
  String key(long[] position) {
    StringBuilder key = new StringBuilder(prefix);
    for (long n : position) {
      if (!key.isEmpty()) {
        key.append(separator);
      }
      key.append(n);
    }
    return key.toString();
  }

  /** With a separator that is known. */
  ChunkKeys with(char known) {
    return new ChunkKeys(prefix, known, true);
  }

  /** With the separator that was probably not meant. */
  ChunkKeys other() {
    return new ChunkKeys(prefix, separator == '/' ? '.' : '/', false);
  }
}

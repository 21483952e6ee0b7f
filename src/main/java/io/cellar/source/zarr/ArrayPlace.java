package io.cellar.source.zarr;

import io.cellar.source.keys.KeyStore;

/**
 * Where the objects of an array are, and which of its axes it is read with.
 *
 * @param path of the array in the store, empty for its root
 * @param kept the stored axes that are read, in their order
 * @param rank the number of all stored axes; those that are not read have one voxel
 */
record ArrayPlace(KeyStore store, String path, int[] kept, int rank) {

  /** A position along the axes that are read as one along all. */
  long[] stored(long[] position) {
    long[] all = new long[rank];
    for (int d = 0; d < kept.length; d++) {
      all[kept[d]] = position[d];
    }
    return all;
  }

  /** The key in the store of what is below the array. */
  String key(String below) {
    return path.isEmpty() ? below : path + "/" + below;
  }

  /** Of numbers for all axes those that are read. */
  long[] keep(long[] all) {
    long[] some = new long[kept.length];
    for (int d = 0; d < some.length; d++) {
      some[d] = all[kept[d]];
    }
    return some;
  }
}

package io.cellar.coarse;

/** Makes a row of voxels of a coarser block, each out of a box of the finer block. */
interface BoxRow {

  /**
   * Makes one row.
   *
   * @param rows where the rows of the finer block begin that the boxes lie in
   * @param n how many of those count, a power of 2
   * @param to where the row of the coarser block begins
   */
  void fill(int[] rows, int n, int to);
}

package io.cellar.slice;

/**
 * A ball as levels of a volume hold it: each voxel is the mean over the box that it covers, worked
 * out from the ball itself and not from finer voxels. All coordinates are those of the finest
 * level's voxel edges, zyx.
 */
record Ball(double[] middle, double radius) {
  /** Of voxels inside. */
  static final int VALUE = 200;

  private static final int SAMPLES = 6;

  /**
   * One level.
   *
   * @param shape voxels
   * @param factor finest voxels along the edge of one of its voxels
   * @param offset where the lower edge of its first voxel lies
   */
  record Grid(long[] shape, double[] factor, double[] offset) {}

  /** The voxels of a box of a level in C order, uint8; 0 beyond the level. */
  byte[] voxels(Grid grid, long[] start, long[] shape) {
    byte[] voxels = new byte[(int) (shape[0] * shape[1] * shape[2])];
    for (int n = 0; n < voxels.length; n++) {
      long[] at = {
        start[0] + n / (shape[1] * shape[2]),
        start[1] + n / shape[2] % shape[1],
        start[2] + n % shape[2]
      };
      voxels[n] = (byte) Math.round(VALUE * share(grid, at));
    }
    return voxels;
  }

  private double share(Grid grid, long[] at) {
    double nearest = 0;
    double reach = 0;
    for (int d = 0; d < 3; d++) {
      if (at[d] >= grid.shape[d]) {
        return 0;
      }
      double away = grid.offset[d] + (at[d] + 0.5) * grid.factor[d] - middle[d];
      nearest += away * away;
      reach += grid.factor[d];
    }
    if (Math.abs(Math.sqrt(nearest) - radius) > reach) {
      return Math.sqrt(nearest) < radius ? 1 : 0;
    }
    int inside = 0;
    for (int n = 0; n < SAMPLES * SAMPLES * SAMPLES; n++) {
      int[] sample = {n / (SAMPLES * SAMPLES), n / SAMPLES % SAMPLES, n % SAMPLES};
      double square = 0;
      for (int d = 0; d < 3; d++) {
        double in = at[d] + (sample[d] + 0.5) / SAMPLES;
        double away = grid.offset[d] + in * grid.factor[d] - middle[d];
        square += away * away;
      }
      inside += square < radius * radius ? 1 : 0;
    }
    return inside / (double) (SAMPLES * SAMPLES * SAMPLES);
  }
}

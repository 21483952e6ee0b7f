package io.cellar.source.precomputed;

import java.util.Optional;

/**
 * One resolution as {@code info} describes it; lists are of x, y, z.
 *
 * @param key path of its chunks, without {@code /} at its end, maybe with leading {@code ../}
 * @param size voxels, all positive
 * @param offset coordinate of the first voxel, may be negative
 * @param chunk voxels of a whole chunk, at most {@code size}
 * @param resolution nanometres of a voxel
 * @param segmentationBlock voxels of a block of compressed_segmentation; empty for other encodings
 */
record Scale(
    String key,
    long[] size,
    long[] offset,
    long[] chunk,
    double[] resolution,
    Encoding encoding,
    Optional<int[]> segmentationBlock,
    Optional<Sharding> sharding) {

  /** Cubic nanometres of a voxel. */
  double voxelVolume() {
    return resolution[0] * resolution[1] * resolution[2];
  }

  /** Chunks along x, y, z. */
  long[] grid() {
    return new long[] {
      Math.ceilDiv(size[0], chunk[0]),
      Math.ceilDiv(size[1], chunk[1]),
      Math.ceilDiv(size[2], chunk[2])
    };
  }

  /** The place in the grid, x, y, z, of a position in the order of an array's axes. */
  static long[] placeOf(long[] position) {
    int last = position.length - 1;
    return new long[] {position[last], position[last - 1], position[last - 2]};
  }

  /** Voxels along x, y, z of a chunk, fewer at the far edges. */
  long[] extent(long[] place) {
    long[] extent = new long[3];
    for (int d = 0; d < 3; d++) {
      extent[d] = Math.min(chunk[d], size[d] - place[d] * chunk[d]);
    }
    return extent;
  }

  /** What a chunk is called: the coordinates that it covers. */
  String nameOf(long[] place) {
    StringBuilder name = new StringBuilder();
    long[] extent = extent(place);
    for (int d = 0; d < 3; d++) {
      long begin = offset[d] + place[d] * chunk[d];
      name.append(d == 0 ? "" : "_").append(begin).append('-').append(begin + extent[d]);
    }
    return name.toString();
  }

  /** The key of something in the scale's folder. */
  String keyOf(String name) {
    return key.isEmpty() ? name : key + "/" + name;
  }
}

package io.cellar.source.zarr;

import io.cellar.codec.Transposition;
import io.cellar.source.chunked.ChunkDecoder;
import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import io.cellar.volume.Roi;
import java.util.Arrays;

/**
 * How the voxels of a chunk lie in its decoded bytes. A chunk is always stored whole: what hangs
 * over the far edges of the array is there, and cut off.
 *
 * @param type of an element
 * @param chunk voxels of a whole chunk along each axis that the array is stored with
 * @param order the axes in the order in which they are stored in the chunk, the slowest first
 * @param kept the axes that the array is read with, in their order; others have one voxel
 * @param shape voxels of the array along each stored axis
 */
record ChunkLayout(StoredType type, long[] chunk, int[] order, int[] kept, long[] shape) {

  /** The order in which axes lie as they are counted. */
  static int[] identity(int rank) {
    int[] order = new int[rank];
    Arrays.setAll(order, d -> d);
    return order;
  }

  /** The axes in opposite order. */
  static int[] reversed(int rank) {
    int[] order = new int[rank];
    Arrays.setAll(order, d -> rank - 1 - d);
    return order;
  }

  /** A reordering of what is in an order already. */
  static int[] then(int[] order, int[] next) {
    int[] both = new int[order.length];
    Arrays.setAll(both, d -> order[next[d]]);
    return both;
  }

  /** Bytes of a whole chunk, which are few enough for an array. */
  int bytes() {
    long bytes = type.bytes();
    for (long n : chunk) {
      bytes = Math.multiplyExact(bytes, n);
    }
    return Math.toIntExact(bytes);
  }

  /** What brings the elements of a whole chunk into the order in which its axes are counted. */
  private Transposition transposition() {
    int[] sizes = Arrays.stream(chunk).mapToInt(Math::toIntExact).toArray();
    return new Transposition(type.bytes(), sizes, order);
  }

  /** What makes blocks of this layout. */
  ChunkDecoder decoder(ByteChain chain) {
    Transposition transposition = transposition();
    return (stored, position) -> {
      byte[] bytes = chain.decode(stored);
      byte[] elements = transposition.decode(bytes, bytes.length);
      return inside(type.block(chunk, elements), position);
    };
  }

  /** The part of a whole chunk that lies inside the array, without the axes that are not kept. */
  private Block inside(Block whole, long[] position) {
    long[] size = new long[chunk.length];
    Arrays.fill(size, 1);
    long[] kept = new long[position.length];
    for (int d = 0; d < kept.length; d++) {
      int axis = this.kept[d];
      size[axis] = Math.min(chunk[axis], shape[axis] - position[d] * chunk[axis]);
      kept[d] = size[axis];
    }
    return new Block(whole.dtype(), kept, Blocks.crop(whole, Roi.ofShape(size)).values());
  }
}

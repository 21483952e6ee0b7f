package io.cellar.cell;

import io.cellar.volume.Block;
import io.cellar.volume.Roi;

/**
 * Takes the voxels of a large roi piece by piece, in C order.
 *
 * @param <E> what it may throw; ends the reading
 */
@FunctionalInterface
public interface SlabConsumer<E extends Exception> {

  /**
   * Takes one piece.
   *
   * @param slab where it lies, in view coordinates
   * @param voxels its voxels, the receiver's to keep
   */
  void accept(Roi slab, Block voxels) throws E;
}

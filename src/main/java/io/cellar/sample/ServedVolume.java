package io.cellar.sample;

import io.cellar.volume.Axes;
import io.cellar.volume.Block;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.io.IOException;

/** Voxels that a {@link BlockServer} can serve. Thread-safe. */
public interface ServedVolume {

  /** Storage order of the arrays. */
  Axes axes();

  /** Voxels per axis, in axes order. */
  long[] shape();

  /** Type of the voxels. */
  DType dtype();

  /**
   * The voxels of a box.
   *
   * @param roi in the volume's own coordinates, not empty, inside {@link #shape}
   * @throws IOException if the voxels cannot be read
   */
  Block block(Roi roi) throws IOException;

  /** A text that is another one when the voxels are: tells one cache from another. */
  default String identity() {
    return getClass().getName();
  }

  /** Width of a voxel along the axes of space in nanometres; 0 if not known. */
  default double voxelNanometres() {
    return 0;
  }
}

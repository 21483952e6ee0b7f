package io.cellar.cell;

import io.cellar.volume.Roi;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a roi into slabs whose voxels, one slab after the other in C order, are the roi's voxels in
 * C order. A slab is one voxel thick along the first axes, a piece of one axis, and whole along the
 * rest. Pieces end at the borders of blocks where the size allows, so that few blocks are needed by
 * two slabs.
 */
final class Slabs {
  private final Roi roi;
  private final long[] blockShape;
  private final int axis;
  private final long thickness;

  /**
   * A cut.
   *
   * @param roi in the coordinates that the block shape counts in, not empty
   * @param maxVoxels most voxels of a slab, at least 1
   */
  Slabs(Roi roi, long[] blockShape, long maxVoxels) {
    this.roi = roi;
    this.blockShape = blockShape.clone();
    int d = roi.rank() - 1;
    long rest = 1;
    while (d > 0 && roi.size(d) <= maxVoxels / rest) {
      rest *= roi.size(d);
      d--;
    }
    this.axis = d;
    this.thickness = Math.max(1, maxVoxels / rest);
  }

  /** All slabs in order. */
  List<Roi> list() {
    List<Roi> slabs = new ArrayList<>();
    collect(0, roi.start(), roi.stop(), slabs);
    return slabs;
  }

  private void collect(int d, long[] start, long[] stop, List<Roi> slabs) {
    for (long at = roi.start(d); at < roi.stop(d); at = stop[d]) {
      start[d] = at;
      stop[d] = d < axis ? at + 1 : pieceEnd(at);
      if (d < axis) {
        collect(d + 1, start.clone(), stop.clone(), slabs);
      } else {
        slabs.add(new Roi(start, stop));
      }
    }
  }

  private long pieceEnd(long at) {
    long end = Math.min(at + Math.min(thickness, roi.size(axis)), roi.stop(axis));
    long border = Math.floorDiv(end, blockShape[axis]) * blockShape[axis];
    return end == roi.stop(axis) || border <= at ? end : border;
  }
}

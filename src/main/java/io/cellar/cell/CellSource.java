package io.cellar.cell;

import io.cellar.engine.BlockEngine;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.BlockKey;
import io.cellar.volume.Roi;
import java.util.stream.LongStream;

/**
 * Where the cells of one level of an open volume come from: out of the memory, else from the
 * engine.
 *
 * @param engine has opened the level's blocks
 * @param fileset the number that {@link BlockEngine#open} gave
 * @param name what to call the volume in messages
 * @param geometry its voxels and blocks
 * @param level 0 for the finest level of the volume
 * @param memory shared by all volumes
 */
public record CellSource(
    BlockEngine engine,
    int fileset,
    String name,
    ArrayGeometry geometry,
    int level,
    CellCache memory) {

  /** The name of a block in the engine and the memory. */
  public BlockKey key(long index) {
    return new BlockKey(fileset, index);
  }

  /** What the view has of a block, in view coordinates. */
  Roi box(long index) {
    return geometry.toView(geometry.grid().roi(index).intersect(geometry.storedView()));
  }

  /** The blocks that a box in view coordinates touches, in scan order. */
  LongStream blocksIn(Roi view) {
    return geometry.grid().blocksIn(geometry.toStored(view));
  }

  /** How many these are. */
  long countIn(Roi view) {
    return geometry.grid().countIn(geometry.toStored(view));
  }
}

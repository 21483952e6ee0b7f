/**
 * A piece of tissue as an electron microscope would show it, computed from coordinates alone: no
 * state, no files, the same voxel for ever.
 *
 * <p>{@link io.cellar.sample.tissue.Tissue} cuts a box into small bricks. For each, {@code Warp}
 * bends the coordinates so that simple shapes look grown; {@code Vessels}, {@code CellBodies},
 * {@code Neurites} and {@code Mitochondria} say what may touch it; {@code Shader} turns distances
 * to their borders into grey. A coarser level asks the same structures at the centres of its larger
 * voxels, with borders as wide as its voxels can show.
 *
 * <p>Positions are in voxels of level 0, in the order x, y, z, as floats.
 */
package io.cellar.sample.tissue;

/**
 * Coarser levels that are computed rather than read: for images in files of the user's own that
 * have one level only and are too large to be seen whole.
 *
 * <pre>
 *   files      level 0            read where it lies, never changed
 *   computed   level 1   ◀── 2 to 8 blocks of level 0 make one of level 1
 *   computed   level 2   ◀── 2 to 8 blocks of level 1; missing ones are made, and kept, first
 * </pre>
 *
 * <p>{@link io.cellar.coarse.CoarsePlan} says which levels there are, {@link
 * io.cellar.coarse.Halving} makes voxels out of boxes of voxels, and {@link
 * io.cellar.coarse.ComputedSource} is the source of a level to the engine, which asks for what is
 * looked at and keeps it in the level's cache. The work is done by the few threads of {@link
 * io.cellar.coarse.Workers}; what they need of finer levels they read, or make, themselves, so that
 * nothing in the engine waits for another block.
 */
package io.cellar.coarse;

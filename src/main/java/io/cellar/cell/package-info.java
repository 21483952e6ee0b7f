/**
 * Blocks in memory: a byte-bounded cache, and three ways to get at it.
 *
 * <p>A cell is a block in memory, imglib2's word. All volumes of a process share one {@link
 * io.cellar.cell.CellCache}. What is not in it comes from the {@link io.cellar.engine.BlockEngine}:
 *
 * <ul>
 *   <li>{@link io.cellar.cell.VolatileCells} never blocks: it gives what is in memory, asks for the
 *       rest, and tells a {@link io.cellar.cell.CellListener} when it comes. A pane lives on it.
 *   <li>{@link io.cellar.cell.CachedCellImg} is an imglib2 image that loads what is missing while
 *       the caller waits, and throws with the cause when it cannot, so that any imglib2 code runs
 *       on it.
 *   <li>{@link io.cellar.cell.RoiReader} reads a box, or a box of any size piece by piece. What is
 *       on this computer and fine goes straight to where it is wanted, on all cores and without the
 *       engine; of the rest several blocks are on their way at a time. The command line reads with
 *       it.
 * </ul>
 *
 * <p>All three are made over a {@link io.cellar.cell.CellSource}: an open level of a volume and the
 * memory.
 *
 * <p>Why three and not the image alone. Copying out of the image costs what {@code RoiReader}'s
 * copying does while everything is in memory (32 MiB in 64³ cells: 87 and 98 ms; a plane of 512²:
 * 0.31 ms both), but the image waits for one block at a time: out of a local file the same box
 * takes 470 instead of 113 ms, and 128 blocks from a server that answers after 50 ms take 8.4
 * instead of 2.1 s. So boxes are read with several blocks on their way, and the image is for code
 * that wants an imglib2 image. A pane must not wait, shows how blocks stand, and keeps the planes
 * of cells that have gone; a plane across the rows of cells costs 7 ns a voxel to copy out of the
 * image each time, so 1280 x 800 of them more than the 2 to 3 ms of a whole frame. So panes keep
 * the cells without the wrapper.
 *
 * <p>Memory is bounded in bytes and the bound always wins; nobody but a caller's own variables
 * keeps a cell alive beyond it. Within it a small coarsest level may be pinned. Cells are shared
 * and must not be written to.
 *
 * <p>{@link io.cellar.cell.ImgLibOrder} is the one place where axes order (slowest first) becomes
 * imglib2's order (fastest first).
 */
package io.cellar.cell;

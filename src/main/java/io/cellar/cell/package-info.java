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
 *   <li>{@link io.cellar.cell.RoiReader} reads a box, or a box of any size piece by piece, with
 *       several blocks on their way at a time. The command line reads with it.
 * </ul>
 *
 * <p>Memory is bounded in bytes and the bound always wins; nobody but a caller's own variables
 * keeps a cell alive beyond it. Within it a small coarsest level may be pinned. Cells are shared
 * and must not be written to.
 *
 * <p>{@link io.cellar.cell.ImgLibOrder} is the one place where axes order (slowest first) becomes
 * imglib2's order (fastest first).
 */
package io.cellar.cell;

/**
 * Blocks in memory: a byte-bounded cache and imglib2 images over it.
 *
 * <p>A cell is a block in memory, imglib2's word. There are two ways in. {@link
 * io.cellar.cell.VolatileCells} never blocks: it gives what is in memory, asks for the rest, and
 * tells when it comes; a viewer lives on it. {@link io.cellar.cell.CachedCellImg} is an imglib2
 * image that loads what is missing while the caller waits and throws with the cause when it cannot,
 * so that any imglib2 code runs on it.
 *
 * <p>Memory is bounded in bytes and the bound always wins; nobody but a caller's own variables
 * keeps a cell alive beyond it.
 *
 * <p>This is the one place where axes order (slowest first) becomes imglib2's order (fastest
 * first).
 */
package io.cellar.cell;

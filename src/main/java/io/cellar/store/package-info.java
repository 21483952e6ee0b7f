/**
 * The blockwise fileset on disk, as ilastik reads and writes it.
 *
 * <p>One folder per block, one HDF5 file in it, {@code STATUS.txt} beside it when the block is
 * available:
 *
 * <pre>
 *   root/z_00000000/y_00000032/x_00000000/block-([0, 32, 0], [32, 64, 64]).h5
 *                                         block-([0, 32, 0], [32, 64, 64]).h5.lock   while somebody fetches it
 *                                         STATUS.txt                                  when it is available
 *   root/.cellar/                         coverage, journal of temporary files, quarantine: ours alone
 * </pre>
 *
 * <p>A block is published whole or not at all: temporary file, verified by the caller, fsync,
 * atomic rename, {@code STATUS.txt} by rename, lock released. Correctness rests on the rename; the
 * lock only saves a double download. Whatever is read is verified against the checksum in {@code
 * STATUS.txt}, and what does not agree is moved to quarantine, never deleted, never shown.
 *
 * <p>Thread-safe. Methods touch the disk and so never belong on the window's thread, except {@link
 * io.cellar.store.Coverage}, which is memory.
 */
package io.cellar.store;

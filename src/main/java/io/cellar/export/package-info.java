/**
 * Takes voxels out of the cache into files of other programs: {@link io.cellar.export.ArrayFile}
 * writes a box into npy, raw or HDF5, in order or piece by piece from several threads, {@link
 * io.cellar.export.SlicePng} makes a grey picture.
 *
 * <p>A file appears under its name whole or not at all. What was asked for wrongly is an {@link
 * java.lang.IllegalArgumentException}, what the disk refuses a {@link
 * io.cellar.export.NotWrittenException}.
 */
package io.cellar.export;

/**
 * Images in files on this computer that are read where they lie: HDF5 of any program, and
 * BigDataViewer's XML with HDF5. Nothing is copied, nothing is written beside them.
 *
 * <p>{@link io.cellar.source.local.Hdf5Location} tells which file a typed text names, and what in
 * it. {@link io.cellar.source.local.Hdf5Files} looks into the file and answers with a {@link
 * io.cellar.source.local.LocalFound}: the one image that can be meant, or the choices. What the
 * axes of an array are, and how large its voxels, is told by so many conventions that each has a
 * class of its own, which {@code DatasetMeaning} asks one after the other. Voxels are read by
 * {@code store}, for which a {@link io.cellar.source.local.LocalLevel} has all that it needs.
 *
 * <p>{@link io.cellar.source.local.NotAVolume} names files of other kinds, so that the user learns
 * what to do with them.
 *
 * <p>A file is not trusted: counts are bounded, links out of a file and paths out of a folder are
 * not followed, XML has neither DTD nor entities.
 */
package io.cellar.source.local;

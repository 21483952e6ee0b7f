/**
 * Volumes in N5 containers, found by their metadata.
 *
 * <p>A container is a tree of folders. Each may have a file {@code attributes.json}; a folder whose
 * attributes tell {@code dimensions} is an array, and the blocks of the array are files below it,
 * {@code x/y/z} in the grid of blocks. N5 counts the fastest axis first everywhere, here called "x
 * first"; what leaves this package is in C order, the slowest first. Sources: the N5 specification
 * (saalfeldlab/n5, README), the metadata dialects of COSEM, n5-viewer and BigDataViewer.
 *
 * <p>{@link io.cellar.source.n5.N5Format} decides what a folder is: an array ({@link
 * io.cellar.source.n5.N5Array}), several resolutions of one ({@link
 * io.cellar.source.n5.N5Pyramid}), or a group of which one part has to be chosen ({@link
 * io.cellar.source.n5.N5Choices}). {@link io.cellar.source.n5.N5Chunks} finds the bytes of a block,
 * {@link io.cellar.source.n5.N5Decoder} makes voxels of them.
 */
package io.cellar.source.n5;

package io.cellar.slice;

/**
 * How a frame is painted.
 *
 * @param mapper voxels to colours
 * @param patterns states of blocks that are not there
 * @param showBlocks true outlines each block
 * @param seconds time of the frame, which moving patterns follow
 */
record FrameStyle(PixelMapper mapper, StatePatterns patterns, boolean showBlocks, double seconds) {}

package io.cellar.slice;

import java.util.Optional;

/**
 * How a frame is painted.
 *
 * @param mapper voxels to colours
 * @param smoothing draws what lies between the middles of voxels; empty: voxels are rectangles
 * @param patterns states of blocks that are not there
 * @param showBlocks true outlines each block
 * @param seconds time of the frame, which moving patterns follow
 */
record FrameStyle(
    PixelMapper mapper,
    Optional<Smoothing> smoothing,
    StatePatterns patterns,
    boolean showBlocks,
    double seconds) {}

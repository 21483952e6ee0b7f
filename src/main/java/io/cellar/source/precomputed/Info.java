package io.cellar.source.precomputed;

import io.cellar.volume.DType;
import java.util.List;

/**
 * What an {@code info} file says.
 *
 * @param segmentation whether voxels are labels of segments
 * @param channels at least 1
 * @param scales the finest first, those that are not to be shown left out, at least one
 */
record Info(boolean segmentation, DType dtype, int channels, List<Scale> scales) {}

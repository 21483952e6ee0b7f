package io.cellar.ui.prefetch;

import io.cellar.ui.PrefetchRequest;
import io.cellar.ui.layer.Layer;
import io.cellar.volume.Roi;

/**
 * What is to be fetched.
 *
 * @param layer of which volume
 * @param region where, in view coordinates of the reference volume
 * @param request the same in the volume's own coordinates
 */
record FetchWish(Layer layer, Roi region, PrefetchRequest request) {}

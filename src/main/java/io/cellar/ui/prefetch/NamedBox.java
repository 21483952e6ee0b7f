package io.cellar.ui.prefetch;

import io.cellar.volume.Roi;

/**
 * A region that was kept under a name.
 *
 * @param box in view coordinates
 */
public record NamedBox(String name, Roi box) {}

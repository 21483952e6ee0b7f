package io.cellar.ui.side;

import io.cellar.slice.SlicePicture;
import io.cellar.slice.SliceRenderer;
import io.cellar.slice.geometry.SliceView;
import io.cellar.ui.layer.Layer;

/**
 * What can be counted at the moment: a volume in a pane, and where that looks.
 *
 * @param picture the pane's newest
 * @param view what that shows, in the volume's own coordinates
 */
record ContrastTarget(Layer layer, SliceRenderer renderer, SlicePicture picture, SliceView view) {}

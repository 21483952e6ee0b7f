package io.cellar.ui.pane;

import io.cellar.slice.geometry.SliceView;
import io.cellar.ui.navigation.Plane;
import io.cellar.ui.navigation.ViewState;
import io.cellar.volume.Roi;
import io.cellar.volume.VolumeDescription;
import java.util.Optional;

/**
 * What an overlay needs to know to draw over one slice. Drawing is done in logical pixels, views
 * are in device pixels.
 *
 * @param volume the volume on show
 * @param plane the plane of the pane
 * @param state where the window looks
 * @param view what the pane shows
 * @param region a box in view coordinates to outline
 * @param scale device pixels per logical pixel
 */
record PaneScene(
    VolumeDescription volume,
    Plane plane,
    ViewState state,
    SliceView view,
    Optional<Roi> region,
    double scale) {

  double width() {
    return view.width() / scale;
  }

  double height() {
    return view.height() / scale;
  }

  /** Logical pixel of a coordinate along the horizontal axis. */
  double x(double coordinate) {
    return view.pixelH(coordinate) / scale;
  }

  /** Logical pixel of a coordinate along the vertical axis. */
  double y(double coordinate) {
    return view.pixelV(coordinate) / scale;
  }
}

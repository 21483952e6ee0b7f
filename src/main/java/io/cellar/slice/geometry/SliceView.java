package io.cellar.slice.geometry;

import io.cellar.volume.Axis;
import java.util.Arrays;

/**
 * What one pane shows: a rectangle of one plane of a volume.
 *
 * <p>Voxel i of an axis covers [i, i+1) of its coordinate. A device pixel p of the horizontal axis
 * shows coordinate {@code centerH + (p + 0.5 - width / 2) / zoomH}; the vertical axis grows
 * downwards in the same way. All coordinates are view coordinates of the finest level. Voxels that
 * are longer along one axis than along the other have two different zooms.
 *
 * @param horizontal axis that runs to the right
 * @param vertical axis that runs down
 * @param position a voxel per axis, in axes order; those of the two shown axes are of no account
 * @param centerH coordinate at the middle of the picture along {@code horizontal}
 * @param centerV coordinate at the middle of the picture along {@code vertical}
 * @param zoomH device pixels per voxel along {@code horizontal}, positive
 * @param zoomV device pixels per voxel along {@code vertical}, positive
 * @param width picture size in device pixels
 * @param height picture size in device pixels
 */
public record SliceView(
    Axis horizontal,
    Axis vertical,
    long[] position,
    double centerH,
    double centerV,
    double zoomH,
    double zoomV,
    int width,
    int height) {

  public SliceView {
    position = position.clone();
    if (!(zoomH > 0) || !(zoomV > 0) || width < 0 || height < 0) {
      throw new IllegalArgumentException(
          "zoom " + zoomH + ", " + zoomV + "; " + width + " x " + height);
    }
  }

  /** A view of voxels that are as wide as they are high. */
  public SliceView(
      Axis horizontal,
      Axis vertical,
      long[] position,
      double centerH,
      double centerV,
      double zoom,
      int width,
      int height) {
    this(horizontal, vertical, position, centerH, centerV, zoom, zoom, width, height);
  }

  @Override
  public long[] position() {
    return position.clone();
  }

  /** Coordinate along the horizontal axis at the middle of a device pixel. */
  public double coordinateH(double pixel) {
    return centerH + (pixel + 0.5 - width / 2.0) / zoomH;
  }

  /** Coordinate along the vertical axis at the middle of a device pixel. */
  public double coordinateV(double pixel) {
    return centerV + (pixel + 0.5 - height / 2.0) / zoomV;
  }

  /** Device pixel (left edge 0) of a coordinate along the horizontal axis. */
  public double pixelH(double coordinate) {
    return (coordinate - centerH) * zoomH + width / 2.0;
  }

  /** Device pixel (top edge 0) of a coordinate along the vertical axis. */
  public double pixelV(double coordinate) {
    return (coordinate - centerV) * zoomV + height / 2.0;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof SliceView v
        && horizontal == v.horizontal
        && vertical == v.vertical
        && Arrays.equals(position, v.position)
        && centerH == v.centerH
        && centerV == v.centerV
        && zoomH == v.zoomH
        && zoomV == v.zoomV
        && width == v.width
        && height == v.height;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(position)
        + 31 * Double.hashCode(centerH)
        + 37 * Double.hashCode(centerV)
        + 41 * Double.hashCode(zoomH)
        + width;
  }
}

package io.cellar.ui.navigation;

import io.cellar.volume.Origin;
import io.cellar.volume.VolumeDescription;
import java.util.Arrays;
import java.util.Optional;

/**
 * A position of the view in the coordinates of the cache and of the server, where those differ.
 * Stored = view + view origin; remote = stored + origin offset, axis by axis.
 */
public final class OtherCoordinates {

  private OtherCoordinates() {}

  /** In stored coordinates, in axes order; empty when they are the view's. */
  public static Optional<long[]> stored(VolumeDescription volume, long[] view) {
    return moved(view, volume.geometry().viewOrigin());
  }

  /** In remote coordinates, in the volume's axes order; empty when they are the view's. */
  public static Optional<long[]> remote(VolumeDescription volume, long[] view) {
    if (volume.origin().isEmpty()) {
      return Optional.empty();
    }
    Origin remote = volume.origin().get();
    long[] offset = volume.geometry().viewOrigin();
    for (int d = 0; d < offset.length; d++) {
      offset[d] += remote.originOffset()[remote.axes().indexOf(volume.axes().get(d))];
    }
    return moved(view, offset);
  }

  private static Optional<long[]> moved(long[] view, long[] offset) {
    if (Arrays.stream(offset).allMatch(o -> o == 0)) {
      return Optional.empty();
    }
    long[] moved = view.clone();
    for (int d = 0; d < moved.length; d++) {
      moved[d] += offset[d];
    }
    return Optional.of(moved);
  }
}

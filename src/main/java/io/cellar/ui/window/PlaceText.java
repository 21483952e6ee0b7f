package io.cellar.ui.window;

import io.cellar.slice.VoxelProbe;
import io.cellar.ui.navigation.GoToText;
import io.cellar.ui.pane.Pointer;
import io.cellar.ui.pane.SlicePane;
import io.cellar.ui.words.BlockWords;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import io.cellar.volume.Axes;
import io.cellar.volume.BlockState;
import io.cellar.volume.DType;
import java.util.Optional;

/** What the left of the status line says: the voxel under the mouse, else what the mouse can do. */
final class PlaceText {

  private PlaceText() {}

  static String of(VolumeView view) {
    Optional<Pointer.Place> place = view.context().pointer().place();
    Optional<SlicePane> pane = place.flatMap(p -> view.pane(p.plane()));
    return pane.isPresent() ? at(view, place.get(), pane.get().probe()) : Words.of("status.hint");
  }

  private static String at(VolumeView view, Pointer.Place place, VoxelProbe probe) {
    Axes axes = view.navigator().state().axes();
    String position = GoToText.spoken(axes, place.voxel());
    if (!place.inside()) {
      return Words.of("status.outside", position);
    }
    DType dtype = view.volume().description().dtype();
    return probe
        .value(place.voxel())
        .map(value -> Words.of("status.value", position, Figures.value(value, dtype)))
        .orElseGet(() -> Words.of("status.noValue", position, state(probe, place.voxel())));
  }

  private static String state(VoxelProbe probe, long[] voxel) {
    return BlockWords.state(probe.state(voxel).orElse(BlockState.NOT_CACHED));
  }
}

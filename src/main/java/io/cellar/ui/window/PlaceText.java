package io.cellar.ui.window;

import io.cellar.slice.SlicePicture;
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

/** What the left of the status line says of the voxel under the mouse; empty text elsewhere. */
final class PlaceText {

  private PlaceText() {}

  static String of(VolumeView view) {
    Optional<Pointer.Place> place = view.context().pointer().place();
    Optional<SlicePane> pane = place.flatMap(p -> view.pane(p.plane()));
    return pane.map(p -> withLevel(at(view, place.get(), p.probe()), p)).orElse("");
  }

  /** Names the level on screen, if there are several. */
  private static String withLevel(String text, SlicePane pane) {
    return pane.shownPicture()
        .map(SlicePicture::level)
        .filter(level -> level.levels() > 1)
        .map(level -> Words.of("status.level", text, level.number()))
        .orElse(text);
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

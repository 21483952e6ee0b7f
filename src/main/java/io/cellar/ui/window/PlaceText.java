package io.cellar.ui.window;

import io.cellar.slice.SlicePicture;
import io.cellar.ui.layer.Layer;
import io.cellar.ui.pane.Pointer;
import io.cellar.ui.pane.SlicePane;
import io.cellar.ui.words.BlockWords;
import io.cellar.ui.words.Elision;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import io.cellar.volume.BlockState;
import io.cellar.volume.DType;
import java.util.List;
import java.util.Optional;

/**
 * What the left of the status line says of the voxel under the mouse: its value in each volume that
 * is shown there; empty text elsewhere.
 */
final class PlaceText {

  /** Characters of a name, so that the values of two volumes have room in the status line. */
  private static final int NAME = 12;

  private PlaceText() {}

  static String of(VolumeView view) {
    Optional<Pointer.Place> place = view.context().pointer().place();
    Optional<SlicePane> pane = place.flatMap(p -> view.pane(p.plane()));
    return pane.map(p -> withLevel(at(view, place.get(), p), p)).orElse("");
  }

  /** Names the level on screen, if there are several. */
  private static String withLevel(String text, SlicePane pane) {
    return pane.shownPicture()
        .map(SlicePicture::level)
        .filter(level -> level.levels() > 1)
        .map(level -> Words.of("status.level", text, level.number()))
        .orElse(text);
  }

  private static String at(VolumeView view, Pointer.Place place, SlicePane pane) {
    String position = BlockWords.position(view.navigator().state().axes(), place.voxel());
    List<Layer> there =
        view.layers().list().stream().filter(layer -> covers(layer, place.voxel())).toList();
    if (there.isEmpty()) {
      return Words.of("status.outside", position);
    }
    if (view.layers().list().size() > 1) {
      String values =
          there.stream()
              .map(
                  layer ->
                      Words.of(
                          "status.valueOf",
                          Elision.middle(layer.name(), NAME),
                          number(layer, place.voxel(), pane)
                              .orElseGet(() -> state(layer, place.voxel(), pane))))
              .reduce((one, other) -> Words.of("status.and", one, other))
              .orElseThrow();
      return Words.of("status.noValue", position, values);
    }
    Layer only = there.getFirst();
    return number(only, place.voxel(), pane)
        .map(value -> Words.of("status.value", position, value))
        .orElseGet(() -> Words.of("status.noValue", position, state(only, place.voxel(), pane)));
  }

  private static boolean covers(Layer layer, long[] voxel) {
    return layer.visible().get()
        && layer.volume().description().geometry().view().contains(layer.placement().voxel(voxel));
  }

  /** The value, if its block is in memory. */
  private static Optional<String> number(Layer layer, long[] voxel, SlicePane pane) {
    DType dtype = layer.volume().description().dtype();
    return pane.probe(layer)
        .flatMap(p -> p.value(layer.placement().voxel(voxel)))
        .map(number -> Figures.value(number, dtype));
  }

  /** Why there is none. */
  private static String state(Layer layer, long[] voxel, SlicePane pane) {
    return BlockWords.state(
        pane.probe(layer)
            .flatMap(p -> p.state(layer.placement().voxel(voxel)))
            .orElse(BlockState.NOT_CACHED));
  }
}

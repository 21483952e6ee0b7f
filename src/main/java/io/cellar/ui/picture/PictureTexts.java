package io.cellar.ui.picture;

import io.cellar.input.PrintableText;
import io.cellar.slice.SlicePicture;
import io.cellar.ui.layer.Layer;
import io.cellar.ui.navigation.GoToText;
import io.cellar.ui.navigation.ScaleBar;
import io.cellar.ui.navigation.ViewState;
import io.cellar.ui.pane.PaneContext;
import io.cellar.volume.Axis;
import io.cellar.volume.VolumeDescription;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a picture shows, to be kept in its file. The keywords and the form of the numbers are for
 * programs: they do not depend on the language.
 */
final class PictureTexts {

  private PictureTexts() {}

  /**
   * The texts of a picture.
   *
   * @param slices in the order of the plan's shots
   */
  static Map<String, String> of(PaneContext context, PicturePlan plan, List<SlicePicture> slices) {
    VolumeDescription volume = context.volume().description();
    ViewState state = context.navigator().state();
    String name = context.layers().reference().name();
    Map<String, String> texts = new LinkedHashMap<>();
    texts.put("Software", "Cellar");
    texts.put("Title", name);
    texts.put("Creation Time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    texts.put("Volume", name);
    texts.put("Position", GoToText.spoken(state.axes(), state.position()));
    texts.put("Axes", state.axes().toString());
    for (int n = 0; n < slices.size(); n++) {
      slice(texts, plan.shots().get(n), slices.get(n));
    }
    String size = voxelSize(volume);
    if (!size.isEmpty()) {
      texts.put("Voxel size", size);
    }
    texts.put("Display range", range(context.layers().reference()));
    texts.put("Interpolation", context.options().smooth().get() ? "linear" : "none");
    context.layers().list().stream()
        .skip(1)
        .filter(layer -> layer.visible().get())
        .forEach(layer -> texts.put("Over it: " + layer.name(), look(layer)));
    return texts;
  }

  private static String range(Layer layer) {
    return layer.display().get().range().min() + " to " + layer.display().get().range().max();
  }

  private static String look(Layer layer) {
    return layer.display().get().map().label()
        + ", "
        + range(layer)
        + ", opacity "
        + layer.opacity().get();
  }

  private static void slice(Map<String, String> texts, PicturePlan.Shot shot, SlicePicture slice) {
    String plane = shot.pane().plane().name();
    texts.put(
        "Center " + plane,
        slice.view().horizontal().letter()
            + " "
            + slice.view().centerH()
            + ", "
            + slice.view().vertical().letter()
            + " "
            + slice.view().centerV());
    texts.put(
        "Zoom " + plane, slice.view().zoomH() + " x " + slice.view().zoomV() + " pixels per voxel");
    texts.put(
        "Level " + plane,
        slice.level().number() + " of " + slice.level().levels() + ", blocks " + blocks(slice));
  }

  private static String blocks(SlicePicture slice) {
    return slice.shown() + " of " + slice.blocks();
  }

  private static String voxelSize(VolumeDescription volume) {
    List<Axis> known =
        GoToText.spokenOrder(volume.axes()).stream()
            .filter(a -> ScaleBar.voxelSize(volume, a).isPresent())
            .toList();
    return known.isEmpty()
        ? ""
        : known.stream()
                .map(a -> a.letter() + " " + ScaleBar.voxelSize(volume, a).orElseThrow())
                .collect(Collectors.joining(", "))
            + " "
            + PrintableText.of(volume.voxelUnit());
  }
}

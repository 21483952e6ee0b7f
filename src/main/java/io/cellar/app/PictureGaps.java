package io.cellar.app;

import io.cellar.description.Problem;
import io.cellar.engine.EngineStats;
import io.cellar.engine.EngineStats.Failure;
import io.cellar.engine.EngineStats.HostStats;
import io.cellar.engine.EngineStats.HostStats.Condition;
import io.cellar.input.Redaction;
import io.cellar.ui.layer.Layer;
import io.cellar.ui.pane.SlicePane;
import io.cellar.ui.window.MainWindow;
import io.cellar.ui.window.VolumeView;
import io.cellar.ui.words.HostWords;
import io.cellar.volume.BlockState;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What of a window's slices is not there, and why.
 *
 * @param away the host without which nothing more comes, as it does not answer
 * @param words the reason; empty when there are no gaps
 */
record PictureGaps(Optional<HostStats> away, Optional<String> words) {
  private static final Pattern ADDRESS = Pattern.compile("^[a-z0-9]+://\\S+: ");

  /** Those at this moment. JavaFX thread. */
  static PictureGaps of(MainWindow window, EngineStats stats) {
    return window.view().get().map(view -> of(view, stats)).orElse(none());
  }

  private static PictureGaps none() {
    return new PictureGaps(Optional.empty(), Optional.empty());
  }

  private static PictureGaps of(VolumeView view, EngineStats stats) {
    List<SlicePane> panes = view.panes().stream().filter(SlicePane::isVisible).toList();
    boolean loading = !panes.stream().allMatch(SlicePane::isSettled);
    if (loading) {
      Optional<HostStats> away = away(view, stats);
      return new PictureGaps(
          away,
          Optional.of(
              away.map(h -> h.displayName() + " " + HostWords.what(h))
                  .orElse("some blocks take too long to come")));
    }
    return panes.stream()
            .flatMap(pane -> pane.shownPicture().stream())
            .anyMatch(picture -> picture.failed() > 0)
        ? new PictureGaps(Optional.empty(), Optional.of(failed(view, stats)))
        : none();
  }

  /** A host that is not asked at present, if all are such that the volumes on show need. */
  private static Optional<HostStats> away(VolumeView view, EngineStats stats) {
    Set<String> needed =
        view.layers().list().stream()
            .map(Layer::volume)
            .flatMap(volume -> volume.hosts().stream())
            .collect(Collectors.toSet());
    List<HostStats> asked =
        stats.hosts().stream().filter(host -> needed.contains(host.host())).toList();
    return asked.stream().allMatch(host -> host.condition() != Condition.FINE)
        ? asked.stream().findFirst()
        : Optional.empty();
  }

  /** The reason of one of them, the one under the crosshair if there is one. */
  private static String failed(VolumeView view, EngineStats stats) {
    String reason =
        crosshair(view)
            .or(() -> stats.failures().stream().findFirst().map(Failure::cause))
            .map(cause -> ADDRESS.matcher(Redaction.message(cause)).replaceFirst(""))
            .orElse("for no known reason");
    return Problem.at(reason, "blocks could not be had");
  }

  private static Optional<String> crosshair(VolumeView view) {
    long[] position = view.navigator().state().position();
    return view.panes().stream()
        .filter(SlicePane::isVisible)
        .flatMap(
            pane ->
                view.layers().list().stream()
                    .flatMap(
                        layer ->
                            pane
                                .probe(layer)
                                .flatMap(p -> p.state(layer.placement().voxel(position)))
                                .stream()))
        .filter(BlockState.Failed.class::isInstance)
        .map(state -> ((BlockState.Failed) state).cause())
        .findFirst();
  }
}

package io.cellar.ui.window;

import io.cellar.input.Redaction;
import io.cellar.ui.OpenOutcome.Refused;
import io.cellar.ui.OpenVolume;
import io.cellar.ui.layer.Layers;
import io.cellar.ui.words.Words;
import java.util.List;
import java.util.Optional;

/** Lays volumes over those on show. JavaFX thread. */
final class Overlaying {
  /** Each costs memory and a picture in every pane. */
  private static final int MOST = 8;

  private Overlaying() {}

  /**
   * Lays a volume over others.
   *
   * @return why that cannot be; the volume is closed then
   */
  static Optional<Refused> lay(OpenVolume volume, Layers layers) {
    Optional<String> problem = problem(volume, layers);
    if (problem.isPresent()) {
      volume.close();
    }
    return problem.map(why -> new Refused(Redaction.address(volume.location()), List.of(why), ""));
  }

  private static Optional<String> problem(OpenVolume volume, Layers layers) {
    if (layers.volumes().stream().anyMatch(v -> v.location().equals(volume.location()))) {
      return Optional.of(Words.of("layers.already"));
    }
    if (layers.list().size() >= MOST) {
      return Optional.of(Words.of("layers.most", MOST));
    }
    return layers.add(volume).isPresent()
        ? Optional.empty()
        : Optional.of(
            Words.of(
                "layers.noPlane",
                volume.description().axes(),
                layers.reference().volume().description().axes()));
  }
}

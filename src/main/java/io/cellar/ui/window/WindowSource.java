package io.cellar.ui.window;

import io.cellar.engine.SourceMode;
import io.cellar.settings.SourceChoice;
import io.cellar.ui.OpenVolume;
import io.cellar.ui.Preferences;
import io.cellar.ui.words.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the blocks of all volumes of the window come from: one mode, that of the other windows too,
 * kept over volumes and starts until the user chooses another. A volume without a source has a mode
 * of its own, and does not change this one. JavaFX thread.
 */
final class WindowSource {
  private static final Logger LOG = LoggerFactory.getLogger(WindowSource.class);

  private final Preferences preferences;
  private final Supplier<List<OpenVolume>> volumes;
  private final Executor fx;
  private final Consumer<String> tell;
  private final Consumer<SourceMode> others;
  private volatile SourceMode mode;

  /**
   * The mode as it was left.
   *
   * @param volumes those on show, the lowest first
   * @param fx runs on the JavaFX thread
   * @param tell shows a short message
   * @param others is told what the user chooses, for the other windows
   */
  WindowSource(
      Preferences preferences,
      Supplier<List<OpenVolume>> volumes,
      Executor fx,
      Consumer<String> tell,
      Consumer<SourceMode> others) {
    this.preferences = preferences;
    this.volumes = volumes;
    this.fx = fx;
    this.tell = tell;
    this.others = others;
    this.mode = SourceMode.valueOf(preferences.settings().source().name());
  }

  /** The volumes on show, the lowest first. */
  List<OpenVolume> volumes() {
    return volumes.get();
  }

  /** True when one of the volumes on show leaves a choice. */
  boolean hasChoice() {
    return volumes().stream().anyMatch(WindowSource::hasChoice);
  }

  private static boolean hasChoice(OpenVolume volume) {
    return volume.sourceModes().size() > 1;
  }

  /** Where blocks come from now; empty while nothing is on show. */
  Optional<SourceMode> shown() {
    return hasChoice()
        ? Optional.of(mode)
        : volumes().stream().findFirst().map(OpenVolume::sourceMode);
  }

  /** What is told of it; nothing when all that is on show is files of the user's own. */
  Optional<SourceMode> told() {
    return volumes().stream().allMatch(v -> v.description().isOriginal())
        ? Optional.empty()
        : shown();
  }

  /** A volume that is about to be put on show, and has not asked for anything yet. */
  void join(OpenVolume volume) {
    if (hasChoice(volume) && volume.sourceMode() != mode) {
      volume.sourceMode(mode);
    }
  }

  /** It was chosen, here or in another window. */
  void follow(SourceMode next) {
    mode = next;
    volumes().stream().filter(WindowSource::hasChoice).forEach(v -> v.sourceMode(next));
  }

  /** The user chooses. Choosing to refresh again has everything asked for again. */
  void choose(SourceMode next) {
    if (!hasChoice()) {
      return;
    }
    follow(next);
    others.accept(next);
    // What is written is the mode of that moment: changes may overtake each other.
    var ignored =
        preferences
            .change(s -> s.withSource(SourceChoice.valueOf(mode.name())), Map.of())
            .whenCompleteAsync((done, error) -> kept(error), fx);
  }

  private void kept(Throwable error) {
    if (error != null) {
      LOG.warn("the source mode was not kept for the next start", error);
      tell.accept(Words.of("source.notKept"));
    }
  }
}

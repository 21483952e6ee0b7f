package io.cellar.ui.prefetch;

import io.cellar.engine.SourceMode;
import io.cellar.ui.layer.Layer;
import io.cellar.ui.layer.Layers;
import io.cellar.volume.Roi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/**
 * Of which volumes a region is fetched, and which levels of each; takes no room when there is one
 * volume of one level. JavaFX thread.
 */
final class PartsEditor extends VBox {
  private final Layers layers;
  private final ToIntFunction<Layer> level;
  private final Runnable changed;
  private final List<VolumeLevels> rows = new ArrayList<>();

  /**
   * What is fetched of a volume.
   *
   * @param levels their numbers; none when the user has chosen none
   */
  record Chosen(Layer layer, List<Integer> levels) {}

  /**
   * A choice of the volumes on show; the selected one is chosen at first.
   *
   * @param level of a volume is on screen, and is what is fetched at first
   * @param changed is run when the user has changed something
   */
  PartsEditor(Layers layers, ToIntFunction<Layer> level, Runnable changed) {
    super(8);
    this.layers = layers;
    this.level = level;
    this.changed = changed;
    fetchable(layers).forEach(this::add);
    Layer selected = layers.selected().get();
    row(selected).orElse(rows.getFirst()).choose(true);
    arrange();
  }

  private void add(Layer layer) {
    rows.add(new VolumeLevels(layer, level.applyAsInt(layer), this::changed));
  }

  private void changed() {
    rows.forEach(row -> row.arrange(rows.size() > 1));
    changed.run();
  }

  private Optional<VolumeLevels> row(Layer layer) {
    return rows.stream().filter(row -> row.layer() == layer).findFirst();
  }

  /** Puts the rows into their place, beside what they are called. */
  private void arrange() {
    boolean several = rows.size() > 1;
    rows.forEach(row -> row.arrange(several));
    VBox all = new VBox(6);
    all.getChildren().setAll(rows);
    HBox.setHgrow(all, Priority.ALWAYS);
    String key = several ? "prefetch.volumes" : "prefetch.levels";
    HBox line = new HBox(8, RegionEditor.label(key, rows.getFirst().first()), all);
    line.getStyleClass().add("levels-row");
    getChildren().setAll(line);
    setVisible(several || rows.getFirst().hasChoice());
    setManaged(isVisible());
  }

  /**
   * Chooses the volume that lies at a place: those that are chosen already, else the uppermost.
   *
   * @param region in view coordinates of the reference volume
   */
  void under(Roi region) {
    List<VolumeLevels> there =
        rows.stream()
            .filter(row -> row.layer().visible().get() && lies(row.layer(), region))
            .toList();
    if (!there.isEmpty() && there.stream().noneMatch(VolumeLevels::isChosen)) {
      rows.forEach(row -> row.choose(row == there.getLast()));
    }
  }

  private static boolean lies(Layer layer, Roi region) {
    return own(layer, region).isPresent();
  }

  /** A region in a volume's own coordinates; empty when nothing of it lies there. */
  static Optional<Roi> own(Layer layer, Roi region) {
    Roi all = layer.volume().description().geometry().view();
    return Optional.of(layer.placement().roi(region).intersect(all)).filter(own -> !own.isEmpty());
  }

  /** Chooses these volumes and levels, as far as there are such; nothing if there are none. */
  void choose(Function<Layer, Optional<List<Integer>>> wanted) {
    if (rows.stream().anyMatch(row -> wanted.apply(row.layer()).isPresent())) {
      for (VolumeLevels row : rows) {
        Optional<List<Integer>> levels = wanted.apply(row.layer());
        row.choose(levels.isPresent());
        levels.ifPresent(row::chooseLevels);
      }
    }
  }

  /**
   * Offers what has come to be on show meanwhile, and no more what has gone.
   *
   * @return false when nothing is left to choose
   */
  boolean follow() {
    List<Layer> come = fetchable(layers).stream().filter(l -> row(l).isEmpty()).toList();
    boolean gone = rows.removeIf(row -> !layers.list().contains(row.layer()));
    come.forEach(this::add);
    if (rows.isEmpty()) {
      return false;
    }
    if (gone || !come.isEmpty()) {
      if (rows.stream().noneMatch(VolumeLevels::isChosen)) {
        rows.getFirst().choose(true);
      }
      arrange();
    }
    return true;
  }

  /** The volumes of which anything can be fetched now, the lowest first. */
  static List<Layer> fetchable(Layers layers) {
    return layers.list().stream()
        .filter(layer -> layer.volume().sourceMode() != SourceMode.CACHE_ONLY)
        .toList();
  }

  /** The chosen volumes, the lowest first. */
  List<Chosen> chosen() {
    return rows.stream()
        .filter(VolumeLevels::isChosen)
        .map(row -> new Chosen(row.layer(), row.levels()))
        .toList();
  }
}

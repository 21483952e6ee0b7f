package io.cellar.ui.side;

import io.cellar.ui.OpenVolume;
import io.cellar.ui.coverage.StripSamples;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.layer.Layer;
import io.cellar.ui.layer.Layers;
import io.cellar.ui.layer.VolumesPane;
import io.cellar.ui.navigation.ViewState;
import io.cellar.ui.pane.PaneContext;
import io.cellar.ui.words.Words;
import io.cellar.volume.Axis;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableValue;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;

/** The panel beside the panes of one volume. JavaFX thread. */
public final class SidePanel extends ScrollPane {
  private static final int EVERY = 5;

  /** Narrower, controls would be cut off; wider, it takes room from the panes for nothing. */
  private static final double LEAST = 292;

  private static final double MOST = 460;

  private final Contrast contrast;
  private final Layers layers;
  private final Consumer<Path> showFolder;
  private final VolumesPane volumes;
  private final TitledPane contrastSection;
  private final TitledPane infoSection;
  private InfoPane info;
  private final Runnable leave;
  private int calls;

  /**
   * The panel of a volume; {@link #close} ends it.
   *
   * @param strips what is cached along an axis
   * @param bookmarks the list of bookmarks
   * @param addVolumes lets the user choose volumes to lay over those on show
   */
  public SidePanel(
      PaneContext context,
      Function<Axis, ObservableValue<StripSamples>> strips,
      Contrast contrast,
      Node bookmarks,
      Consumer<Path> showFolder,
      Runnable addVolumes) {
    this.contrast = contrast;
    this.layers = context.layers();
    this.showFolder = showFolder;
    this.info = new InfoPane(context.volume(), showFolder);
    this.volumes =
        new VolumesPane(
            layers,
            addVolumes,
            layer -> context.navigator().jump(state -> state.goTo(middle(layer, state))));
    this.contrastSection = section("side.contrast", new ContrastPane(contrast));
    this.infoSection = section("side.info", info);
    VBox sections =
        new VBox(
            section("side.volumes", volumes),
            section(
                "side.position",
                new PositionPane(context.navigator(), context.volume().description(), strips)),
            contrastSection,
            section("side.bookmarks", bookmarks),
            infoSection);
    sections.getStyleClass().add("side-sections");
    setContent(sections);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    getStyleClass().addAll("side-panel", "edge-to-edge");
    setMinWidth(LEAST);
    setPrefWidth(320);
    setMaxWidth(MOST);
    layers.selected().addListener((o, was, is) -> inform(is));
    layers.list().addListener((InvalidationListener) o -> title());
    leave = context.pulse().often(this::refresh);
  }

  private static TitledPane section(String key, Node body) {
    TitledPane pane = new TitledPane(Words.of(key), body);
    pane.setAnimated(false);
    pane.getStyleClass().add("side-section");
    return pane;
  }

  /** Tells of the selected volume. */
  private void inform(Layer layer) {
    info = new InfoPane(layer.volume(), showFolder);
    infoSection.setContent(info);
    title();
  }

  /** The middle of a volume as a voxel of the reference. */
  private static long[] middle(Layer layer, ViewState state) {
    long[] voxel = layer.volume().description().viewShape();
    Arrays.setAll(voxel, d -> voxel[d] / 2);
    return layer.placement().reference(voxel, state.position());
  }

  private void title() {
    boolean several = layers.list().size() > 1;
    String name = layers.selected().get().name();
    contrastSection.setText(
        several ? Words.of("side.contrastOf", name) : Words.of("side.contrast"));
    infoSection.setText(several ? Words.of("side.infoOf", name) : Words.of("side.info"));
  }

  /** Lists the volumes. */
  public Node volumes() {
    return volumes;
  }

  private void refresh() {
    calls++;
    if (calls % EVERY == 0) {
      contrast.refresh(getScene() != null);
      if (isVisible()) {
        info.refresh();
      }
    }
  }

  /** Lets go of everything shared. May be called twice. */
  public void close() {
    leave.run();
  }

  /** What is known of the volume; every value can be selected and copied. JavaFX thread. */
  private static final class InfoPane extends GridPane {
    private final OpenVolume volume;
    private final Map<String, InfoValue> values = new HashMap<>();

    InfoPane(OpenVolume volume, Consumer<Path> showFolder) {
      this.volume = volume;
      getStyleClass().addAll("section-body", "info-grid");
      ColumnConstraints grow = new ColumnConstraints();
      grow.setHgrow(Priority.ALWAYS);
      ColumnConstraints names = new ColumnConstraints();
      names.setMinWidth(USE_PREF_SIZE);
      getColumnConstraints().addAll(names, grow);
      addAll(InfoRows.fixed(volume.levels(), volume.location()));
      addAll(InfoRows.kept(volume.levels(), volume.figures()));
      boolean files = volume.levels().cacheFolder().isEmpty();
      Button folder =
          Controls.button(
              files ? "info.showFiles" : "info.showFolder",
              () -> showFolder.accept(folderOf(volume)));
      add(folder, 1, getRowCount());
    }

    /** Of files of the user's own of which nothing is kept, these. */
    private static Path folderOf(OpenVolume volume) {
      return volume.levels().cacheFolder().orElseGet(() -> volume.description().cache().root());
    }

    private void addAll(List<InfoRows.Row> rows) {
      for (InfoRows.Row row : rows) {
        Label label = Controls.label(row.label(), "field-label");
        InfoValue value = new InfoValue(row.label(), row.value());
        label.setLabelFor(value);
        label.setMinWidth(USE_PREF_SIZE);
        values.put(row.label(), value);
        RowConstraints top = new RowConstraints();
        top.setValignment(VPos.TOP);
        getRowConstraints().add(top);
        addRow(getRowConstraints().size() - 1, label, value);
      }
    }

    /** Writes what is kept anew; called some times a second. */
    void refresh() {
      for (InfoRows.Row row : InfoRows.kept(volume.levels(), volume.figures())) {
        values.get(row.label()).show(row.value());
      }
    }
  }
}

package io.cellar.ui.side;

import io.cellar.ui.coverage.StripSamples;
import io.cellar.ui.pane.PaneContext;
import io.cellar.ui.words.Words;
import io.cellar.volume.Axis;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TitledPane;
import javafx.scene.layout.VBox;

/** The panel beside the panes of one volume. JavaFX thread. */
public final class SidePanel extends ScrollPane {
  private static final int EVERY = 5;

  private final Contrast contrast;
  private final InfoPane info;
  private final Runnable leave;
  private int calls;

  /**
   * The panel of a volume; {@link #close} ends it.
   *
   * @param strips what is cached along an axis
   * @param bookmarks the list of bookmarks
   */
  public SidePanel(
      PaneContext context,
      Function<Axis, ObservableValue<StripSamples>> strips,
      Contrast contrast,
      Node bookmarks,
      Consumer<Path> showFolder) {
    this.contrast = contrast;
    this.info = new InfoPane(context.volume(), showFolder);
    VBox sections =
        new VBox(
            section(
                "side.position",
                new PositionPane(context.navigator(), context.volume().description(), strips)),
            section("side.contrast", new ContrastPane(contrast)),
            section("side.bookmarks", bookmarks),
            section("side.info", info));
    sections.getStyleClass().add("side-sections");
    setContent(sections);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    getStyleClass().addAll("side-panel", "edge-to-edge");
    setMinWidth(240);
    setPrefWidth(320);
    leave = context.pulse().often(this::refresh);
  }

  private static TitledPane section(String key, Node body) {
    TitledPane pane = new TitledPane(Words.of(key), body);
    pane.setAnimated(false);
    pane.getStyleClass().add("side-section");
    return pane;
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
}

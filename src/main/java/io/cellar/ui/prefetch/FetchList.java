package io.cellar.ui.prefetch;

import io.cellar.ui.RunningFetch;
import io.cellar.ui.layer.Layer;
import io.cellar.ui.words.Words;
import io.cellar.volume.Roi;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/** The fetches of the volume on show, newest last; not seen while there are none. JavaFX thread. */
final class FetchList extends ScrollPane {
  private static final double MOST_HEIGHT = 150;

  private final VBox rows = new VBox();
  private final Consumer<Optional<Roi>> shown;

  /** An empty list; {@code shown} is told which region is to be shown now. */
  FetchList(Consumer<Optional<Roi>> shown) {
    super();
    this.shown = shown;
    setContent(rows);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setMaxHeight(MOST_HEIGHT);
    getStyleClass().addAll("fetch-list", "edge-to-edge");
    setAccessibleText(Words.of("fetch.list"));
    setFocusTraversable(false);
    seen();
  }

  /**
   * Adds a fetch.
   *
   * @param layer of which volume
   * @param place what is fetched, in words
   * @param region what is outlined in the panes when the row is chosen
   */
  void add(RunningFetch fetch, Layer layer, String place, Roi region) {
    rows.getChildren().add(new FetchRow(fetch, layer, place, region, this::choose, this::remove));
    seen();
    layout();
    setVvalue(getVmax());
  }

  /** Removes the rows of volumes that go; their fetches go on or not as they like. */
  void removeOf(Predicate<Layer> gone) {
    all().stream().filter(row -> gone.test(row.layer())).forEach(this::remove);
  }

  /** Those that go on, or would if they could. */
  List<FetchRow> running() {
    return all().stream().filter(FetchRow::isWorking).toList();
  }

  /** Writes how far they are. */
  void refresh() {
    all().forEach(FetchRow::refresh);
  }

  /** True while one of them may get on. */
  boolean isWorking() {
    return all().stream().anyMatch(FetchRow::isWorking);
  }

  /** The region that is to be shown. */
  Optional<Roi> chosen() {
    return all().stream().filter(FetchRow::isChosen).map(FetchRow::region).findFirst();
  }

  private void choose(FetchRow row) {
    all().stream().filter(other -> other != row).forEach(other -> other.choose(false));
    shown.accept(chosen());
  }

  private void remove(FetchRow row) {
    rows.getChildren().remove(row);
    seen();
    if (row.isChosen()) {
      shown.accept(Optional.empty());
    }
  }

  private List<FetchRow> all() {
    return rows.getChildren().stream().map(FetchRow.class::cast).toList();
  }

  private void seen() {
    boolean any = !rows.getChildren().isEmpty();
    setVisible(any);
    setManaged(any);
  }
}

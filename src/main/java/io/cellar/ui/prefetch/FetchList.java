package io.cellar.ui.prefetch;

import io.cellar.ui.JobRow;
import io.cellar.ui.words.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/**
 * The user's jobs, the newest last; not seen while there are none, and never higher than some
 * three. JavaFX thread.
 */
final class FetchList extends ScrollPane {
  private static final double MOST_HEIGHT = 156;

  private final VBox rows = new VBox();
  private final RowActions actions;
  private boolean filled;

  /** An empty list. */
  FetchList(RowActions actions) {
    super();
    this.actions = actions;
    setContent(rows);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setMaxHeight(MOST_HEIGHT);
    getStyleClass().addAll("fetch-list", "edge-to-edge");
    setAccessibleText(Words.of("job.list"));
    setFocusTraversable(false);
    seen();
  }

  /** Shows jobs as they are now. */
  void show(List<JobRow> jobs, Instant now) {
    Map<String, FetchRow> known = new HashMap<>();
    all().forEach(row -> known.put(row.id(), row));
    List<FetchRow> next = new ArrayList<>();
    boolean more = false;
    for (JobRow job : jobs) {
      FetchRow row = known.get(job.id());
      more |= row == null;
      next.add(row == null ? new FetchRow(job.id(), actions) : row);
      next.getLast().show(job, now);
    }
    if (!rows.getChildren().equals(next)) {
      rows.getChildren().setAll(next);
      seen();
      if (more && filled) {
        layout();
        setVvalue(getVmax()); // the newest is the one that was just asked for
      }
    }
    filled = true;
  }

  /** True while somebody works on one of them. */
  boolean isWorking() {
    return all().stream().anyMatch(row -> JobText.isWorking(row.job()));
  }

  /** Marks the one whose region is shown. */
  void choose(Optional<String> id) {
    all().forEach(row -> row.choose(Optional.of(row.id()).equals(id)));
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

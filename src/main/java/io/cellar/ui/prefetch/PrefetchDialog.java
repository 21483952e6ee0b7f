package io.cellar.ui.prefetch;

import io.cellar.download.bulk.FetchOptions;
import io.cellar.ui.PrefetchRequest;
import io.cellar.ui.dialog.Dialogs;
import io.cellar.ui.dialog.Tall;
import io.cellar.ui.pane.PaneContext;
import io.cellar.ui.prefetch.RegionInput.Given;
import io.cellar.ui.prefetch.RegionInput.Wrong;
import io.cellar.ui.words.Words;
import io.cellar.volume.MultiLevelVolume;
import io.cellar.volume.Roi;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Separator;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Window;

/**
 * Asks which region is to be fetched, and how; tells what that means while one types. The window
 * goes on working, and the panes outline the region. JavaFX thread.
 */
final class PrefetchDialog {
  private static final double WIDTH = 450;
  private static final double MARGIN = 14;
  private static final double UNDER_BARS = 70;

  private final PaneContext context;
  private final LastRate rate;
  private final Estimator estimator;
  private final RegionEditor region;
  private final LevelsEditor levels;
  private final OptionsEditor options;
  private final EstimateView estimate = new EstimateView();
  private final ButtonType start = Dialogs.ok("prefetch.go");
  private final Dialog<ButtonType> dialog;
  private final Node startButton;
  private final Runnable leave;

  /** What this dialog outlines; another outline was drawn by the user. */
  private Optional<Roi> marked = Optional.empty();

  /**
   * A dialog that is not shown yet.
   *
   * @param box was drawn, and is what is meant at first
   * @param kept boxes that have a name
   * @param level is on screen, and is what is fetched at first
   * @param begin is given what is to be fetched
   * @param gone is run when the dialog has been closed in any way
   */
  PrefetchDialog(
      Dialogs dialogs,
      PaneContext context,
      LastRate rate,
      Optional<Roi> box,
      List<NamedBox> kept,
      int level,
      Consumer<PrefetchRequest> begin,
      Runnable gone) {
    this.context = context;
    this.rate = rate;
    estimator = new Estimator(context.volume(), context.pulse());
    region = new RegionEditor(context, box, kept);
    MultiLevelVolume volume = context.volume().levels();
    levels = new LevelsEditor(volume, level);
    options = new OptionsEditor(volume.levels().size() > 1);
    marked = context.region().get();
    VBox content = new VBox(14, region, levels, new Separator(), options, estimate);
    content.setPrefWidth(WIDTH);
    dialog = dialogs.dialog("prefetch.title", new Tall(content), start, Dialogs.cancel());
    dialog.initModality(Modality.NONE);
    startButton = dialog.getDialogPane().lookupButton(start);
    leave = context.pulse().often(this::refresh);
    dialog.setOnShown(e -> place());
    dialog.setOnHidden(
        e -> {
          leave.run();
          gone.run();
          if (dialog.getResult() == start) {
            request().ifPresent(begin);
          }
        });
    refresh();
  }

  /** Shows it, or brings it to the front. */
  void show() {
    if (dialog.isShowing()) {
      dialog.getDialogPane().getScene().getWindow().requestFocus();
    } else {
      dialog.show();
    }
  }

  /** Closes it without a fetch. */
  void close() {
    dialog.setResult(ButtonType.CANCEL);
    dialog.close();
  }

  /** At the right of the window, so that the panes can be seen. */
  private void place() {
    Window owner = dialog.getOwner();
    dialog.setX(
        Math.max(owner.getX(), owner.getX() + owner.getWidth() - dialog.getWidth() - MARGIN));
    dialog.setY(owner.getY() + UNDER_BARS);
  }

  private Optional<PrefetchRequest> request() {
    return region.input() instanceof Given(Roi roi) && !levels.levels().isEmpty()
        ? options.options().map(how -> request(roi, how))
        : Optional.empty();
  }

  private PrefetchRequest request(Roi roi, FetchOptions how) {
    return new PrefetchRequest(
        Words.of("prefetch.name", roi.toString()), roi, levels.levels(), how);
  }

  /** Another box was drawn: it is what is meant now. */
  void drawn(Roi box) {
    region.drawn(box);
  }

  /** Looks at fields, panes, counts and rate again. */
  private void refresh() {
    context.region().get().filter(box -> !marked.equals(Optional.of(box))).ifPresent(this::drawn);
    region.follow();
    Optional<FetchOptions> how = options.options();
    startButton.setDisable(request().isEmpty());
    switch (region.input()) {
      case Wrong(String problem) -> {
        mark(Optional.empty());
        estimate.problem(problem);
      }
      case Given(Roi roi) -> {
        mark(Optional.of(roi));
        estimate(roi, how);
      }
    }
  }

  private void estimate(Roi roi, Optional<FetchOptions> how) {
    if (levels.levels().isEmpty()) {
      estimate.problem(Words.of("prefetch.noLevel"));
    } else if (how.isEmpty()) {
      estimate.problem(Words.of("prefetch.rateWrong"));
    } else {
      estimator.ask(roi, levels.levels());
      tell(roi, how.get());
    }
  }

  private void mark(Optional<Roi> box) {
    marked = box;
    if (!context.region().get().equals(box)) {
      context.region().set(box);
    }
  }

  private void tell(Roi roi, FetchOptions how) {
    String voxels = RegionWords.size(region.axes(), roi);
    estimator
        .newest()
        .ifPresentOrElse(
            e ->
                estimate.show(
                    voxels,
                    EstimateText.of(
                        e, how, rate.bytesPerSecond(), context.volume().figures().diskFree())),
            () -> estimate.counting(voxels));
  }
}

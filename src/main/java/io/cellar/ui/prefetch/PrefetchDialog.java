package io.cellar.ui.prefetch;

import io.cellar.job.FetchOptions;
import io.cellar.ui.PrefetchRequest;
import io.cellar.ui.dialog.Dialogs;
import io.cellar.ui.layer.Layer;
import io.cellar.ui.pane.PaneContext;
import io.cellar.ui.prefetch.RegionInput.Given;
import io.cellar.ui.prefetch.RegionInput.Wrong;
import io.cellar.ui.words.Words;
import io.cellar.volume.Roi;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
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
  private final VolumeChoice volume;
  private final ToIntFunction<Layer> level;
  private final RegionEditor region;
  private final OptionsEditor options;
  private final EstimateView estimate = new EstimateView();
  private final ButtonType start = Dialogs.ok("prefetch.go");
  private final Dialog<ButtonType> dialog;
  private final Node startButton;
  private final Runnable leave;
  private final VBox content;
  private Estimator estimator;
  private LevelsEditor levels;

  /** What this dialog outlines; another outline was drawn by the user. */
  private Optional<Roi> marked = Optional.empty();

  /**
   * A dialog that is not shown yet.
   *
   * @param box was drawn, and is what is meant at first
   * @param kept boxes that have a name
   * @param level of a volume is on screen, and is what is fetched at first
   * @param begin is given what is to be fetched
   * @param gone is run when the dialog has been closed in any way
   */
  PrefetchDialog(
      Dialogs dialogs,
      PaneContext context,
      LastRate rate,
      Optional<Roi> box,
      List<NamedBox> kept,
      ToIntFunction<Layer> level,
      Consumer<FetchWish> begin,
      Runnable gone) {
    this.context = context;
    this.rate = rate;
    region = new RegionEditor(context, box, kept);
    volume = new VolumeChoice(context.layers());
    regionGiven().ifPresent(volume::under);
    estimator = estimator();
    this.level = level;
    levels = levels();
    options =
        new OptionsEditor(
            context.layers().volumes().stream().anyMatch(v -> v.levels().levels().size() > 1),
            context.pulse()::wake);
    marked = context.region().get();
    content = new VBox(14, volume, region, levels, new Separator(), options, estimate);
    volume
        .layer()
        .addListener(
            (o, was, is) -> {
              if (is != null) {
                chosen();
              }
            });
    content.setPrefWidth(WIDTH);
    dialog = dialogs.dialog("prefetch.title", content, start, Dialogs.cancel());
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

  private Layer layer() {
    return volume.layer().getValue();
  }

  private LevelsEditor levels() {
    return new LevelsEditor(
        layer().volume().levels(), level.applyAsInt(layer()), context.pulse()::wake);
  }

  private Estimator estimator() {
    return new Estimator(layer().volume(), context.pulse());
  }

  /** Another volume was chosen: it has its own levels and its own cache. */
  private void chosen() {
    estimator = estimator();
    int at = content.getChildren().indexOf(levels);
    levels = levels();
    content.getChildren().set(at, levels);
    refresh();
  }

  private Optional<Roi> regionGiven() {
    return region.input() instanceof Given(Roi roi) ? Optional.of(roi) : Optional.empty();
  }

  private Optional<FetchWish> request() {
    return region.input() instanceof Given(Roi roi) && !levels.levels().isEmpty()
        ? options.options().flatMap(how -> own(roi).map(own -> request(roi, own, how)))
        : Optional.empty();
  }

  private FetchWish request(Roi roi, Roi own, FetchOptions how) {
    String name = Words.of("prefetch.name", own.toString());
    return new FetchWish(layer(), roi, new PrefetchRequest(name, own, levels.levels(), how));
  }

  /** A region in the chosen volume's coordinates; empty when nothing of it lies there. */
  private Optional<Roi> own(Roi roi) {
    Roi all = layer().volume().description().geometry().view();
    return Optional.of(layer().placement().roi(roi).intersect(all)).filter(own -> !own.isEmpty());
  }

  /** Another box was drawn: it is what is meant now. */
  void drawn(Roi box) {
    region.drawn(box);
    volume.under(box);
  }

  /** Looks at fields, panes, counts and rate again. */
  private void refresh() {
    if (!volume.follow()) {
      close();
      return;
    }
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
        own(roi)
            .ifPresentOrElse(
                own -> estimate(own, how),
                () -> estimate.problem(Words.of("prefetch.notThere", layer().name())));
      }
    }
  }

  private void estimate(Roi roi, Optional<FetchOptions> how) {
    if (levels.levels().isEmpty()) {
      estimate.problem(Words.of("prefetch.noLevel"));
    } else if (how.isEmpty()) {
      estimate.problem(Words.of("prefetch.rateWrong", options.rate()));
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
    String voxels = RegionWords.size(layer().volume().description().axes(), roi);
    estimator
        .newest()
        .ifPresentOrElse(
            e ->
                estimate.show(
                    voxels,
                    EstimateText.of(
                        e, how, rate.bytesPerSecond(), layer().volume().figures().diskFree())),
            () -> estimate.counting(voxels));
  }
}

package io.cellar.ui.picture;

import io.cellar.slice.SlicePicture;
import io.cellar.ui.dialog.Dialogs;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.fx.Pulse;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.event.ActionEvent;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.VBox;

/** Asks what a picture is to be of and how large, and renders it meanwhile. JavaFX thread. */
final class PictureDialog {
  private static final double WIDTH = 420;

  private final PictureSource source;
  private final Pulse pulse;
  private final PictureForm form;
  private final Label size = Controls.label("", "picture-size");
  private final Label state = new Label();
  private final ProgressBar bar = new ProgressBar(0);
  private final ButtonType save = Dialogs.ok("picture.save");
  private final ButtonType copy = Dialogs.other("picture.copy");
  private final Dialog<ButtonType> dialog;
  private final Runnable leave;
  private Optional<PictureJob> job = Optional.empty();

  /**
   * A dialog that is not shown yet.
   *
   * @param onSave given the plan and the slices when they are to be saved
   * @param onCopy the same when they are to be copied
   */
  PictureDialog(
      Dialogs dialogs,
      Pulse pulse,
      PictureSource source,
      BiConsumer<PicturePlan, List<SlicePicture>> onSave,
      BiConsumer<PicturePlan, List<SlicePicture>> onCopy) {
    this.source = source;
    this.pulse = pulse;
    this.form = new PictureForm(source.pane().plane().name(), this::changed);
    state.setWrapText(true);
    state.setMinHeight(38);
    state.setAlignment(Pos.TOP_LEFT);
    bar.setMaxWidth(Double.MAX_VALUE);
    bar.setAccessibleText(Words.of("picture.progress"));
    VBox body = new VBox(12, form, size, state, bar);
    body.setPrefWidth(WIDTH);
    body.getStyleClass().add("picture-dialog");
    dialog = dialogs.dialog("picture.title", body, save, copy, Dialogs.cancel());
    act(save, onSave);
    act(copy, onCopy);
    Runnable leaveRefresh = pulse.often(this::refresh);
    Runnable leaveBusy = pulse.busyWhile(() -> job.filter(j -> !j.whole().isDone()).isPresent());
    leave =
        () -> {
          leaveRefresh.run();
          leaveBusy.run();
        };
    dialog.setOnShown(e -> form.requestFocus());
    dialog.setOnHidden(e -> close());
    changed();
  }

  private void act(ButtonType type, BiConsumer<PicturePlan, List<SlicePicture>> action) {
    button(type)
        .addEventFilter(
            ActionEvent.ACTION,
            e -> job.ifPresent(j -> j.newest().ifPresent(s -> action.accept(j.plan(), s))));
  }

  private Node button(ButtonType type) {
    return dialog.getDialogPane().lookupButton(type);
  }

  /** Another picture is wanted. */
  private void changed() {
    job.ifPresent(PictureJob::close);
    PicturePlan plan = source.plan(form.choice());
    size.setText(
        Words.of("picture.size", Figures.count(plan.width()), Figures.count(plan.height())));
    job = plan.fits() ? Optional.of(new PictureJob(plan)) : Optional.empty();
    pulse.wake();
    refresh();
  }

  private void refresh() {
    Optional<List<SlicePicture>> slices = job.flatMap(PictureJob::newest);
    boolean failed = job.filter(j -> j.first().isCompletedExceptionally()).isPresent();
    button(save).setDisable(slices.isEmpty() || failed);
    button(copy).setDisable(slices.isEmpty() || failed);
    Optional<PictureProgress> progress =
        failed ? Optional.empty() : slices.filter(s -> !s.isEmpty()).map(PictureProgress::of);
    bar.setVisible(progress.filter(p -> !p.isWhole()).isPresent());
    bar.setProgress(progress.map(PictureProgress::share).orElse(0.0));
    String text =
        job.isEmpty()
            ? Words.of("picture.tooLarge")
            : failed ? Words.of("picture.notRendered") : Words.of("picture.rendering");
    state.setText(progress.map(PictureProgress::text).orElse(text));
  }

  void show() {
    dialog.show();
  }

  private void close() {
    leave.run();
    job.ifPresent(PictureJob::close);
  }

  /**
   * How complete the slices of a picture are.
   *
   * @param shown blocks whose voxels are in it
   * @param blocks blocks that it touches
   * @param failed blocks that could not be had
   * @param loading true while some are still fetched
   * @param overLimit true when it needs more blocks than may be fetched for one view
   */
  private record PictureProgress(
      long shown, long blocks, long failed, boolean loading, boolean overLimit) {

    static PictureProgress of(List<SlicePicture> slices) {
      return new PictureProgress(
          slices.stream().mapToLong(SlicePicture::shown).sum(),
          slices.stream().mapToLong(SlicePicture::blocks).sum(),
          slices.stream().mapToLong(SlicePicture::failed).sum(),
          slices.stream().anyMatch(SlicePicture::loading),
          slices.stream().anyMatch(SlicePicture::overLimit));
    }

    /** Share that is there, 0 to 1. */
    double share() {
      return blocks == 0 ? 1 : (double) shown / blocks;
    }

    boolean isWhole() {
      return shown >= blocks;
    }

    /** In words, for whoever is about to save it. */
    String text() {
      if (isWhole()) {
        return Words.of("picture.whole");
      }
      String there = Words.of("picture.there", Figures.count(shown), Figures.count(blocks));
      if (overLimit) {
        return there + " " + Words.of("picture.overLimit");
      }
      if (loading) {
        return there + " " + Words.of("picture.loading");
      }
      return there + " " + Words.of("picture.missing", blocks - shown);
    }
  }
}

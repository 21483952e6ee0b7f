package io.cellar.ui.prefetch;

import io.cellar.ui.JobRequest;
import io.cellar.ui.JobRequest.Part;
import io.cellar.ui.Jobs;
import io.cellar.ui.dialog.Dialogs;
import io.cellar.ui.fx.Pulse;
import io.cellar.ui.fx.ScreenRoom;
import io.cellar.ui.pane.PaneContext;
import io.cellar.ui.prefetch.HowInput.WrongException;
import io.cellar.ui.prefetch.PartsEditor.Chosen;
import io.cellar.ui.prefetch.RegionInput.Given;
import io.cellar.ui.prefetch.RegionInput.Wrong;
import io.cellar.ui.words.Words;
import io.cellar.volume.Roi;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ScrollPane.ScrollBarPolicy;
import javafx.scene.control.Separator;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.Modality;
import javafx.stage.Window;

/**
 * Asks which region is to be fetched, and how; tells what that means while one types. The window
 * goes on working, and the panes outline the region. JavaFX thread.
 */
final class PrefetchDialog {
  private static final double WIDTH = 460;
  private static final double LEAST_HEIGHT = 300;
  private static final double MARGIN = 14;
  private static final double UNDER_BARS = 70;

  private final PaneContext context;
  private final LastRate rate;
  private final NameField name = new NameField();
  private final PartsEditor parts;
  private final RegionEditor region;
  private final OptionsEditor options;
  private final Estimator estimator;
  private final EstimateView estimate = new EstimateView();
  private final ButtonType start = Dialogs.ok("prefetch.go");
  private final Dialog<ButtonType> dialog;
  private final Node startButton;
  private final Runnable leave;

  /** What the same that was fetched before is called. */
  private final Optional<String> again;

  /** What it would be called by itself, as the dialog was filled at first. */
  private Optional<String> first = Optional.empty();

  /** What this dialog outlines; another outline was drawn by the user. */
  private Optional<Roi> marked = Optional.empty();

  /**
   * A dialog that is not shown yet.
   *
   * @param offer what it is filled with at first
   * @param begin is given what is to be fetched
   * @param gone is run when the dialog has been closed in any way
   */
  PrefetchDialog(
      Dialogs dialogs,
      PaneContext context,
      Jobs jobs,
      LastRate rate,
      Offer offer,
      Consumer<JobRequest> begin,
      Runnable gone) {
    this.context = context;
    this.rate = rate;
    Pulse pulse = context.pulse();
    again = offer.like().map(like -> Words.of("prefetch.nameOfAnother", like.name()));
    region = new RegionEditor(context, offer.box(), offer.kept());
    parts = new PartsEditor(context.layers(), offer.level(), pulse::wake);
    options = new OptionsEditor(severalLevels(), new StyleEditor(pulse), pulse::wake);
    estimator = new Estimator(jobs, pulse);
    if (offer.like().isPresent()) {
      parts.choose(layer -> offer.levelsOf(layer.volume()));
      options.fill(offer.like().get());
    } else {
      regionGiven().ifPresent(parts::under);
    }
    marked = context.region().get();
    dialog = dialogs.dialog("prefetch.title", content(), start, Dialogs.cancel());
    dialog.initModality(Modality.NONE);
    options.advanced().expandedProperty().addListener(o -> Pulse.later(this::fit));
    startButton = dialog.getDialogPane().lookupButton(start);
    leave = pulse.often(this::refresh);
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

  /** The name of the job; it follows the region until something is typed. */
  private static final class NameField extends TextField {
    private String suggested = "";

    NameField() {
      setId("prefetch-name");
      setAccessibleText(Words.of("prefetch.name"));
      HBox.setHgrow(this, Priority.ALWAYS);
    }

    void suggest(String next) {
      if (getText().equals(suggested) && !next.equals(suggested) && !isFocused()) {
        suggested = next;
        setText(next);
        positionCaret(0);
      }
    }

    String given() {
      return getText().isBlank() ? suggested : getText().strip();
    }
  }

  /** What is typed is scrolled where there is no room for all; what it means is always seen. */
  private VBox content() {
    HBox named = new HBox(8, RegionEditor.label("prefetch.name", name), name);
    named.getStyleClass().add("row");
    VBox form = new VBox(12, parts, region, named, new Separator(), options);
    form.getStyleClass().add("prefetch-form");
    ScrollPane scroll = new ScrollPane(form);
    scroll.getStyleClass().addAll("tall", "edge-to-edge");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollBarPolicy.NEVER);
    scroll.setFocusTraversable(false);
    scroll.setMinHeight(0);
    VBox.setVgrow(scroll, Priority.ALWAYS);
    VBox content = new VBox(12, scroll, estimate);
    content.setPrefWidth(WIDTH);
    content.setMinHeight(LEAST_HEIGHT);
    return content;
  }

  private boolean severalLevels() {
    return context.layers().volumes().stream().anyMatch(v -> v.levels().levels().size() > 1);
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
    context.pulse().execute(this::fit); // when its size is known
  }

  /** Takes the height that it needs now, as far as the screen has it. */
  private void fit() {
    if (dialog.isShowing()) {
      Window window = dialog.getDialogPane().getScene().getWindow();
      window.sizeToScene();
      ScreenRoom.moveIn(window);
    }
  }

  private Optional<Roi> regionGiven() {
    return region.input() instanceof Given(Roi roi) ? Optional.of(roi) : Optional.empty();
  }

  private Optional<JobRequest> request() {
    try {
      How how = options.how();
      List<Part> wanted = regionGiven().map(this::wanted).orElse(List.of());
      return wanted.isEmpty() || isLevelMissing()
          ? Optional.empty()
          : Optional.of(
              new JobRequest(
                  name.given(),
                  wanted,
                  how.order(),
                  how.requests(),
                  how.bytesPerSecond(),
                  how.retryFailed(),
                  how.retryAbsent(),
                  how.startPaused(),
                  how.where(),
                  how.workers(),
                  how.style()));
    } catch (WrongException e) {
      return Optional.empty();
    }
  }

  /** The same region of each chosen volume in which something of it lies. */
  private List<Part> wanted(Roi roi) {
    List<Part> wanted = new ArrayList<>();
    for (Chosen chosen : parts.chosen()) {
      PartsEditor.own(chosen.layer(), roi)
          .ifPresent(own -> wanted.add(new Part(chosen.layer().volume(), own, chosen.levels())));
    }
    return wanted;
  }

  private boolean isLevelMissing() {
    return parts.chosen().stream().anyMatch(chosen -> chosen.levels().isEmpty());
  }

  /** Those of the chosen volumes in which nothing of a region lies. */
  private String outside(Roi roi) {
    return parts.chosen().stream()
        .filter(chosen -> PartsEditor.own(chosen.layer(), roi).isEmpty())
        .map(chosen -> chosen.layer().name())
        .collect(Collectors.joining(", "));
  }

  /** Another box was drawn: it is what is meant now. */
  void drawn(Roi box) {
    region.drawn(box);
    parts.under(box);
  }

  /** Looks at fields, panes, counts and rate again. */
  private void refresh() {
    if (!parts.follow()) {
      close();
      return;
    }
    context.region().get().filter(box -> !marked.equals(Optional.of(box))).ifPresent(this::drawn);
    region.follow();
    regionGiven().map(this::wanted).ifPresent(wanted -> name.suggest(suggestion(wanted)));
    switch (region.input()) {
      case Wrong(String problem) -> {
        mark(Optional.empty());
        estimate.problem(problem);
      }
      case Given(Roi roi) -> {
        mark(Optional.of(roi));
        estimate(roi);
      }
    }
    startButton.setDisable(request().filter(this::isAnythingToFetch).isEmpty());
  }

  /** As far as has been counted; blocks that the server did not have may be asked for again. */
  private boolean isAnythingToFetch(JobRequest request) {
    return estimator
        .newest()
        .filter(e -> e.toFetch() == 0 && (e.absent() == 0 || !request.retryAbsent()))
        .isEmpty();
  }

  /** As long as it is the same that was fetched before, it is called so. */
  private String suggestion(List<Part> wanted) {
    String own = JobNames.of(wanted);
    first = first.or(() -> Optional.of(own));
    return again.filter(known -> first.get().equals(own)).orElse(own);
  }

  private void estimate(Roi roi) {
    List<Part> wanted = wanted(roi);
    try {
      How how = options.how();
      if (parts.chosen().isEmpty()) {
        estimate.problem(Words.of("prefetch.noVolume"));
      } else if (isLevelMissing()) {
        estimate.problem(Words.of("prefetch.noLevel"));
      } else if (wanted.isEmpty()) {
        estimate.problem(Words.of("prefetch.notThere", outside(roi)));
      } else {
        estimator.ask(wanted);
        tell(roi, wanted, how);
      }
    } catch (WrongException e) {
      estimate.problem(e.getMessage());
    }
  }

  private void mark(Optional<Roi> box) {
    marked = box;
    if (!context.region().get().equals(box)) {
      context.region().set(box);
    }
  }

  private void tell(Roi roi, List<Part> wanted, How how) {
    boolean one = wanted.size() == 1;
    String voxels =
        one
            ? RegionWords.size(
                wanted.getFirst().volume().description().axes(), wanted.getFirst().view())
            : Words.of(
                "prefetch.sizeOfSeveral",
                RegionWords.size(context.volume().description().axes(), roi),
                wanted.size());
    String left = outside(roi);
    String note = left.isEmpty() ? "" : Words.of("prefetch.leftOut", left);
    long free = wanted.stream().mapToLong(p -> p.volume().figures().diskFree()).min().orElse(-1);
    estimator
        .newest()
        .ifPresentOrElse(
            e ->
                estimate.show(
                    voxels,
                    EstimateText.of(
                        e, how.bytesPerSecond(), how.retryAbsent(), rate.bytesPerSecond(), free),
                    note),
            () -> estimate.counting(voxels));
  }
}

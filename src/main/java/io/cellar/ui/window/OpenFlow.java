package io.cellar.ui.window;

import io.cellar.input.PrintableText;
import io.cellar.input.Redaction;
import io.cellar.ui.OpenOutcome;
import io.cellar.ui.OpenOutcome.Choose;
import io.cellar.ui.OpenOutcome.ConsentNeeded;
import io.cellar.ui.OpenOutcome.HostConsentNeeded;
import io.cellar.ui.OpenOutcome.Opened;
import io.cellar.ui.OpenOutcome.Refused;
import io.cellar.ui.OpenVolume;
import io.cellar.ui.WindowActions;
import io.cellar.ui.dialog.ChoiceDialog;
import io.cellar.ui.dialog.ConsentDialog;
import io.cellar.ui.dialog.Dialogs;
import io.cellar.ui.dialog.LinkDialog;
import io.cellar.ui.dialog.ProblemsDialog;
import io.cellar.ui.dialog.ProblemsText;
import io.cellar.ui.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens what locations name: one after the other, the first that works is shown, the others over
 * it, and all that do not work are told about in one dialog; where a place holds several things,
 * the user is asked for those that are meant. A newer wish replaces an older one that is still at
 * work, and a volume that comes too late is closed; but what is to lie over others waits until
 * these are there. JavaFX thread.
 */
final class OpenFlow {
  private static final Logger LOG = LoggerFactory.getLogger(OpenFlow.class);

  private final WindowActions actions;
  private final Executor fx;
  private final Dialogs dialogs;
  private final Show show;
  private final ReadOnlyObjectWrapper<Optional<String>> busy =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ObservableList<Refused> told = FXCollections.observableArrayList();
  private int generation;

  /** True from the beginning of a wish to its end. */
  private boolean atWork;

  /** What is to be laid over what is being opened now. */
  private final List<String> waiting = new ArrayList<>();

  /** Puts a volume that was opened on show. */
  @FunctionalInterface
  interface Show {
    /**
     * Shows a volume by itself, or over what is on show.
     *
     * @return why that cannot be; the volume is closed then
     */
    Optional<Refused> show(OpenVolume volume, boolean over);
  }

  /**
   * One wish and what came of it so far.
   *
   * @param shown volumes of it that are on show
   */
  private record Wish(
      int generation,
      boolean over,
      List<String> left,
      List<OpenVolume> shown,
      List<Refused> refused) {
    static Wish of(int generation, boolean over, List<String> locations) {
      return new Wish(
          generation, over, new ArrayList<>(locations), new ArrayList<>(), new ArrayList<>());
    }

    /** True when the next volume lies over what is on show. */
    boolean nextIsOver() {
      return over || !shown.isEmpty();
    }
  }

  /**
   * A flow for a window.
   *
   * @param fx runs on the JavaFX thread
   * @param show is given each volume that was opened
   */
  OpenFlow(WindowActions actions, Executor fx, Dialogs dialogs, Show show) {
    this.actions = actions;
    this.fx = fx;
    this.dialogs = dialogs;
    this.show = show;
  }

  /** What is being opened, in words. */
  ReadOnlyObjectProperty<Optional<String>> busy() {
    return busy.getReadOnlyProperty();
  }

  /**
   * What a dialog has told about so far: what was refused, what needs to be agreed to, and what has
   * to be chosen from.
   */
  ObservableList<Refused> told() {
    return FXCollections.unmodifiableObservableList(told);
  }

  /** Opens files, folders or URLs: the first instead of what is on show, the others over it. */
  void open(List<String> locations) {
    open(locations, false);
  }

  /** Opens files, folders or URLs over what is on show. */
  void openOver(List<String> locations) {
    open(locations, true);
  }

  private void open(List<String> locations, boolean over) {
    if (over && atWork) {
      waiting.addAll(locations);
    } else if (!locations.isEmpty()) {
      next(Wish.of(begin(), over, locations));
    }
  }

  /** A wish begins, instead of any other. */
  private int begin() {
    waiting.clear();
    return ++generation;
  }

  /** The window is gone: what comes from now on is closed. */
  void close() {
    begin();
  }

  /** A wish has come to its end: what has waited for that is next. */
  private void end() {
    atWork = false;
    if (!waiting.isEmpty()) {
      List<String> locations = List.copyOf(waiting);
      open(locations, true);
    }
  }

  /** Opens the built-in sample volume. */
  void openSample() {
    Wish wish = Wish.of(begin(), false, List.of());
    await(wish, Words.of("open.sample"), actions.openSample());
  }

  /**
   * Opens again what was on show at the end of the last time. Nobody asked for it now, so nothing
   * is asked and no dialog is shown when it cannot be.
   *
   * @param location empty for the built-in sample
   * @param over true for a volume that was shown over others
   * @param done is told why it is not on show, or nothing when it is; not called when the user
   *     opens something else meanwhile
   */
  void again(Optional<String> location, boolean over, Consumer<Optional<Refused>> done) {
    int wish = ++generation;
    atWork = true;
    String name = location.map(ProblemsText::name).orElse(Words.of("open.sample"));
    busy.set(Optional.of(Words.of("open.busy", name)));
    var ignored =
        location
            .map(known -> actions.open(known, false))
            .orElseGet(actions::openSample)
            .exceptionally(e -> failed(name, e))
            .thenAcceptAsync(outcome -> takeAgain(wish, name, over, outcome, done), fx);
  }

  private void takeAgain(
      int wish, String name, boolean over, OpenOutcome outcome, Consumer<Optional<Refused>> done) {
    if (wish != generation) {
      closeLate(outcome);
      return;
    }
    busy.set(Optional.empty());
    atWork = false;
    done.accept(
        switch (outcome) {
          case Opened(OpenVolume volume) -> show(volume, over);
          case Refused refused -> Optional.of(refused);
          case ConsentNeeded asked -> Optional.of(consent(name, asked));
          case HostConsentNeeded asked -> Optional.of(consent(name, asked));
          case Choose several -> Optional.of(several(several));
        });
    if (!atWork) {
      end(); // else the next volume of the same session is on its way
    }
  }

  /** A volume that cannot be shown is a problem like any other, and not the end of the wish. */
  private Optional<Refused> show(OpenVolume volume, boolean over) {
    try {
      return show.show(volume, over);
    } catch (RuntimeException e) {
      String location = Redaction.address(volume.location());
      LOG.error("{} could not be shown", location, e);
      volume.close();
      String problem = Words.of("open.notShown", Redaction.message(e.toString()));
      return Optional.of(new Refused(location, List.of(problem), ""));
    }
  }

  private static Refused failed(String location, Throwable error) {
    String message = Redaction.message(String.valueOf(error.getMessage()));
    return new Refused(location, List.of(message), "");
  }

  private static Refused consent(String name, ConsentNeeded asked) {
    return new Refused(name, List.of(Words.of("session.consent", places(asked))), "");
  }

  private static Refused consent(String name, HostConsentNeeded asked) {
    return new Refused(name, List.of(Words.of("session.link", asked.host())), "");
  }

  private static Refused several(Choose several) {
    String example = Redaction.address(several.choices().getFirst().location());
    String problem = Words.of("open.several", several.what(), example);
    return new Refused(several.location(), List.of(problem), "");
  }

  private static String places(ConsentNeeded asked) {
    return asked.outside().stream()
        .map(place -> PrintableText.of(place.toString()))
        .collect(Collectors.joining(", "));
  }

  private static void closeLate(OpenOutcome outcome) {
    if (outcome instanceof Opened(OpenVolume late)) {
      late.close();
    }
  }

  private void next(Wish wish) {
    if (wish.left.isEmpty()) {
      finish(wish);
      return;
    }
    String location = wish.left.removeFirst();
    await(wish, location, actions.open(location, false));
  }

  private void await(Wish wish, String location, CompletableFuture<OpenOutcome> outcome) {
    atWork = true;
    busy.set(Optional.of(Words.of("open.busy", ProblemsText.name(location))));
    var ignored =
        outcome.whenCompleteAsync((result, error) -> take(wish, location, result, error), fx);
  }

  private void take(Wish wish, String location, OpenOutcome result, Throwable error) {
    if (wish.generation != generation) {
      closeLate(result);
      return;
    }
    if (error != null) {
      wish.refused.add(failed(Redaction.address(location), error));
      next(wish);
      return;
    }
    switch (result) {
      case Opened(OpenVolume volume) -> {
        Optional<Refused> refused = show(volume, wish.nextIsOver());
        refused.ifPresentOrElse(wish.refused::add, () -> wish.shown.add(volume));
        next(wish);
      }
      case Refused refused -> {
        wish.refused.add(refused);
        next(wish);
      }
      case ConsentNeeded asked -> ask(wish, asked);
      case HostConsentNeeded asked -> ask(wish, asked);
      case Choose several -> ask(wish, several);
    }
  }

  private void ask(Wish wish, ConsentNeeded asked) {
    busy.set(Optional.empty());
    told.add(consent(Redaction.address(asked.location()), asked));
    new ConsentDialog(dialogs, asked)
        .show(
            ifCurrent(
                wish, () -> await(wish, asked.location(), actions.open(asked.location(), true))),
            ifCurrent(wish, () -> next(wish)));
  }

  /** Until the answer, nothing is asked of the server. */
  private void ask(Wish wish, HostConsentNeeded asked) {
    busy.set(Optional.empty());
    told.add(consent(Redaction.address(asked.location()), asked));
    new LinkDialog(dialogs, asked)
        .show(
            ifCurrent(
                wish,
                () ->
                    await(
                        wish,
                        asked.location(),
                        actions.openLink(asked.location(), asked.agreed()))),
            ifCurrent(wish, () -> next(wish)));
  }

  private Runnable ifCurrent(Wish wish, Runnable answer) {
    return () -> {
      if (wish.generation == generation) {
        answer.run();
      }
    };
  }

  /** What is chosen is opened before what else was wished for. */
  private void ask(Wish wish, Choose several) {
    busy.set(Optional.empty());
    told.add(several(several));
    new ChoiceDialog(dialogs, several)
        .show(
            chosen -> {
              if (wish.generation == generation) {
                wish.left.addAll(0, chosen);
                next(wish);
              }
            });
  }

  private void finish(Wish wish) {
    busy.set(Optional.empty());
    end();
    if (!wish.refused.isEmpty()) {
      new ProblemsDialog(dialogs, List.copyOf(wish.refused)).show();
      told.addAll(wish.refused);
    }
  }
}

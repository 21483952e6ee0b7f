package io.cellar.ui.window;

import io.cellar.ui.OpenOutcome;
import io.cellar.ui.OpenOutcome.ConsentNeeded;
import io.cellar.ui.OpenOutcome.Opened;
import io.cellar.ui.OpenOutcome.Refused;
import io.cellar.ui.OpenVolume;
import io.cellar.ui.WindowActions;
import io.cellar.ui.dialog.ConsentDialog;
import io.cellar.ui.dialog.Dialogs;
import io.cellar.ui.dialog.ProblemsDialog;
import io.cellar.ui.dialog.ProblemsText;
import io.cellar.ui.words.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/**
 * Opens descriptions: one after the other, the last that works is shown, and all that do not work
 * are told about in one dialog. A newer wish replaces an older one that is still at work; a volume
 * that comes too late is closed. JavaFX thread.
 */
public final class OpenFlow {
  private final WindowActions actions;
  private final Executor fx;
  private final Dialogs dialogs;
  private final Consumer<OpenVolume> show;
  private final ReadOnlyObjectWrapper<Optional<String>> busy =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private int generation;

  /** One wish and what came of it so far. */
  private record Wish(int generation, List<String> left, List<Refused> refused) {}

  /**
   * A flow for a window.
   *
   * @param fx runs on the JavaFX thread
   * @param show is given each volume that was opened
   */
  OpenFlow(WindowActions actions, Executor fx, Dialogs dialogs, Consumer<OpenVolume> show) {
    this.actions = actions;
    this.fx = fx;
    this.dialogs = dialogs;
    this.show = show;
  }

  /** What is being opened, in words. */
  public ReadOnlyObjectProperty<Optional<String>> busy() {
    return busy.getReadOnlyProperty();
  }

  /** Opens files, folders or URLs. */
  public void open(List<String> locations) {
    if (!locations.isEmpty()) {
      next(new Wish(++generation, new ArrayList<>(locations), new ArrayList<>()));
    }
  }

  /** Opens the built-in sample volume. */
  public void openSample() {
    Wish wish = new Wish(++generation, new ArrayList<>(), new ArrayList<>());
    await(wish, Words.of("open.sample"), actions.openSample());
  }

  /**
   * Opens again what was on show at the end of the last time. Nobody asked for it now, so nothing
   * is asked and no dialog is shown when it cannot be.
   *
   * @param location empty for the built-in sample
   * @param failed is told then
   */
  public void again(Optional<String> location, Consumer<Refused> failed) {
    int wish = ++generation;
    String name = location.map(ProblemsText::name).orElse(Words.of("open.sample"));
    busy.set(Optional.of(Words.of("open.busy", name)));
    var ignored =
        location
            .map(known -> actions.open(known, false))
            .orElseGet(actions::openSample)
            .exceptionally(e -> new Refused(name, List.of(String.valueOf(e.getMessage())), ""))
            .thenAcceptAsync(outcome -> takeAgain(wish, name, outcome, failed), fx);
  }

  private void takeAgain(int wish, String name, OpenOutcome outcome, Consumer<Refused> failed) {
    if (wish == generation) {
      busy.set(Optional.empty());
    }
    switch (outcome) {
      case Opened(OpenVolume volume) when wish == generation -> show.accept(volume);
      case Opened(OpenVolume late) -> late.close();
      case Refused refused -> failed.accept(refused);
      case ConsentNeeded asked ->
          failed.accept(
              new Refused(name, List.of(Words.of("session.consent", asked.folder())), ""));
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
    busy.set(Optional.of(Words.of("open.busy", ProblemsText.name(location))));
    var ignored =
        outcome.whenCompleteAsync((result, error) -> take(wish, location, result, error), fx);
  }

  private void take(Wish wish, String location, OpenOutcome result, Throwable error) {
    if (wish.generation != generation) {
      if (result instanceof Opened(OpenVolume late)) {
        late.close();
      }
      return;
    }
    if (error != null) {
      wish.refused.add(new Refused(location, List.of(String.valueOf(error.getMessage())), ""));
      next(wish);
      return;
    }
    switch (result) {
      case Opened(OpenVolume volume) -> {
        show.accept(volume);
        next(wish);
      }
      case Refused refused -> {
        wish.refused.add(refused);
        next(wish);
      }
      case ConsentNeeded asked -> ask(wish, asked);
    }
  }

  private void ask(Wish wish, ConsentNeeded asked) {
    busy.set(Optional.empty());
    new ConsentDialog(dialogs, asked)
        .show(
            () -> {
              if (wish.generation == generation) {
                await(wish, asked.location(), actions.open(asked.location(), true));
              }
            },
            () -> {
              if (wish.generation == generation) {
                next(wish);
              }
            });
  }

  private void finish(Wish wish) {
    busy.set(Optional.empty());
    if (!wish.refused.isEmpty()) {
      new ProblemsDialog(dialogs, List.copyOf(wish.refused)).show();
    }
  }
}

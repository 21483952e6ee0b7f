package io.cellar.ui.preferences;

import io.cellar.settings.Settings;
import io.cellar.settings.Theme;
import io.cellar.ui.Preferences;
import io.cellar.ui.dialog.Dialogs;
import io.cellar.ui.fx.ScreenRoom;
import io.cellar.ui.words.Words;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.stage.Modality;

/**
 * Shows the settings, page by page, and changes them when OK is pressed. It stays open, with all
 * that was typed, while something is wrong or cannot be kept. JavaFX thread.
 */
public final class PreferencesDialog {
  private static final double WIDTH = 720;
  private static final double HEIGHT = 462;

  /** Margins and buttons of the dialog. */
  private static final double AROUND = 90;

  private static final double BESIDE = 36;

  private final Preferences preferences;
  private final Executor fx;
  private final Consumer<Settings> changed;
  private final List<Page> pages;
  private final CredentialsPage credentials;
  private final List<BooleanBinding> ok;
  private final BooleanProperty keeping = new SimpleBooleanProperty();
  private final Label problem = Page.note("");
  private final Dialog<ButtonType> dialog;
  private final ButtonType okButton = Dialogs.ok("dialog.ok");

  /**
   * A dialog that is not shown yet.
   *
   * @param shown the theme of the window now
   * @param fx runs on the JavaFX thread
   * @param showFolder shows a folder in the file manager
   * @param changed is given the settings after OK
   */
  public PreferencesDialog(
      Dialogs dialogs,
      Preferences preferences,
      Theme shown,
      Executor fx,
      Consumer<Path> showFolder,
      Consumer<Settings> changed) {
    this.preferences = preferences;
    this.fx = fx;
    this.changed = changed;
    Choosers choosers = new SystemChoosers(this::window, showFolder);
    credentials = new CredentialsPage(preferences, fx);
    pages =
        List.of(
            new GeneralPage(preferences, shown, choosers, fx),
            new DownloadsPage(preferences.settings()),
            new NetworkPage(preferences, choosers, fx),
            credentials);
    ok = pages.stream().map(Page::ok).toList();
    problem.getStyleClass().add("settings-problem");
    tell("");
    dialog = dialogs.dialog("settings.title", content(), okButton, Dialogs.cancel());
    dialog.initModality(Modality.NONE);
    Node button = dialog.getDialogPane().lookupButton(okButton);
    button.disableProperty().bind(allOk().not().or(keeping));
    button.addEventFilter(ActionEvent.ACTION, this::pressed);
  }

  private javafx.stage.Window window() {
    return dialog.getDialogPane().getScene().getWindow();
  }

  private BooleanBinding allOk() {
    return Bindings.createBooleanBinding(
        () -> ok.stream().allMatch(ObservableBooleanValue::get), ok.toArray(BooleanBinding[]::new));
  }

  private BorderPane content() {
    ScrollPane scroll = new ScrollPane();
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().addAll("edge-to-edge", "settings-scroll");
    ListView<Page> list = new ListView<>();
    list.getItems().setAll(pages);
    list.setCellFactory(view -> new PageCell(page -> ok.get(pages.indexOf(page))));
    list.setPrefWidth(150);
    list.setAccessibleText(Words.of("settings.pages"));
    list.getStyleClass().add("settings-list");
    list.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> show(scroll, is));
    list.getSelectionModel().selectFirst();
    BorderPane content = new BorderPane(scroll, null, null, problem, list);
    content.getStyleClass().add("settings-content");
    content.setPrefSize(
        Math.min(WIDTH, ScreenRoom.width(Double.MAX_VALUE) - BESIDE),
        Math.min(HEIGHT, ScreenRoom.height(Double.MAX_VALUE) - AROUND));
    content.setMinSize(480, 180);
    return content;
  }

  private static void show(ScrollPane scroll, Page page) {
    if (page != null) {
      scroll.setContent(page);
      scroll.setVvalue(0);
    }
  }

  /** True while it can be seen. */
  public boolean isShowing() {
    return dialog.isShowing();
  }

  /** Shows it, or brings it to the front. */
  public void show() {
    if (dialog.isShowing()) {
      window().requestFocus();
    } else {
      dialog.show();
    }
  }

  private void pressed(ActionEvent e) {
    e.consume();
    keeping.set(true);
    tell("");
    var ignored =
        preferences
            .change(this::changed, credentials.changes())
            .whenCompleteAsync((done, error) -> kept(error), fx);
  }

  private Settings changed(Settings settings) {
    Settings next = settings;
    for (Page page : pages) {
      next = page.apply(next);
    }
    return next;
  }

  private void kept(Throwable error) {
    keeping.set(false);
    changed.accept(preferences.settings());
    if (error == null) {
      dialog.setResult(okButton);
      dialog.close();
    } else {
      Throwable cause = error.getCause() == null ? error : error.getCause();
      tell(Words.of("settings.notKept", String.valueOf(cause.getMessage())));
    }
  }

  private void tell(String text) {
    problem.setText(text);
    problem.setVisible(!text.isEmpty());
    problem.setManaged(!text.isEmpty());
  }
}

package io.cellar.ui.preferences;

import io.cellar.settings.Settings;
import io.cellar.settings.Theme;
import io.cellar.ui.Preferences;
import io.cellar.ui.dialog.Dialogs;
import io.cellar.ui.fx.Icon;
import io.cellar.ui.fx.ScreenRoom;
import io.cellar.ui.words.Words;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.BorderPane;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Modality;
import javafx.stage.Window;

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

  /** Names a page in the list, with a sign while something on it is wrong. JavaFX thread. */
  private static final class PageCell extends ListCell<Page> {
    private final Node sign = Icon.FAILED.node();

    /**
     * A cell.
     *
     * @param ok tells whether a page can be used
     */
    PageCell(Function<Page, BooleanBinding> ok) {
      sign.getStyleClass().add("settings-sign");
      setGraphic(sign);
      setContentDisplay(ContentDisplay.RIGHT);
      setGraphicTextGap(8);
      sign.visibleProperty()
          .bind(itemProperty().flatMap(ok::apply).map(fine -> !fine).orElse(false));
      accessibleTextProperty()
          .bind(
              textProperty()
                  .flatMap(
                      text ->
                          sign.visibleProperty()
                              .map(wrong -> wrong ? Words.of("settings.wrongPage", text) : text)));
    }

    @Override
    protected void updateItem(Page page, boolean empty) {
      super.updateItem(page, empty);
      setText(empty || page == null ? null : page.name());
    }
  }

  /** The desktop's own dialogs. JavaFX thread; they return when they are closed. */
  private static final class SystemChoosers implements Choosers {
    private final Supplier<Window> owner;
    private final Consumer<Path> showFolder;

    SystemChoosers(Supplier<Window> owner, Consumer<Path> showFolder) {
      this.owner = owner;
      this.showFolder = showFolder;
    }

    @Override
    public Optional<Path> folder() {
      DirectoryChooser chooser = new DirectoryChooser();
      chooser.setTitle(Words.of("settings.volumes.choose"));
      return Optional.ofNullable(chooser.showDialog(owner.get())).map(File::toPath);
    }

    @Override
    public Optional<Path> certificates() {
      FileChooser chooser = new FileChooser();
      chooser.setTitle(Words.of("settings.certificates.choose"));
      chooser
          .getExtensionFilters()
          .addAll(
              new ExtensionFilter(
                  Words.of("settings.certificates.files"), "*.pem", "*.crt", "*.cer"),
              new ExtensionFilter(Words.of("choose.all"), "*"));
      return Optional.ofNullable(chooser.showOpenDialog(owner.get())).map(File::toPath);
    }

    @Override
    public void show(Path folder) {
      showFolder.accept(folder);
    }
  }
}

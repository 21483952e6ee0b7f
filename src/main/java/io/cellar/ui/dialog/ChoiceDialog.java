package io.cellar.ui.dialog;

import io.cellar.input.PrintableText;
import io.cellar.ui.OpenOutcome.Choice;
import io.cellar.ui.OpenOutcome.Choose;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.words.Words;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.collections.FXCollections;
import javafx.collections.transformation.FilteredList;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/**
 * Lets the user choose from several things that a place holds. One or more can be chosen: with a
 * double click, with enter, or with the button. JavaFX thread.
 */
public final class ChoiceDialog {
  /** More than so many are not seen at a glance: they can be filtered. */
  private static final int GLANCE = 12;

  private static final double ROW = 29;
  private static final double WIDTH = 560;

  private final FilteredList<Choice> shown;
  private final ListView<Choice> list;
  private final TextField filter = new TextField();
  private final ButtonType open = Dialogs.ok("choice.open");
  private final Dialog<ButtonType> dialog;

  public ChoiceDialog(Dialogs dialogs, Choose several) {
    shown = new FilteredList<>(FXCollections.observableArrayList(several.choices()));
    list = new ListView<>(shown);
    list.getStyleClass().add("choice-list");
    list.setAccessibleText(Words.of("choice.list"));
    list.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    list.getSelectionModel().selectFirst();
    list.setFixedCellSize(ROW);
    int rows = Math.clamp(several.choices().size(), 4, GLANCE);
    list.setPrefHeight(rows * ROW + 12);
    list.setMinHeight(2 * ROW);
    VBox.setVgrow(list, Priority.ALWAYS);
    boolean many = several.choices().size() > GLANCE;
    filter.setPromptText(Words.of("choice.filter", several.choices().size()));
    filter.setAccessibleText(filter.getPromptText());
    filter.setVisible(many);
    filter.setManaged(many);
    Label place =
        wrapped(
            Words.of("choice.place", several.location(), PrintableText.of(several.what())),
            "choice-place");
    Label summary = wrapped(Words.of("choice.summary"), "dialog-summary");
    VBox body =
        new VBox(
            10, summary, place, filter, list, wrapped(Words.of("choice.advice"), "settings-note"));
    body.setPrefWidth(WIDTH);
    body.setMinHeight(190);
    dialog = dialogs.dialog("choice.title", body, open, Dialogs.cancel());
    list.setCellFactory(view -> new ChoiceCell(this::goAhead));
    listen();
  }

  private static Label wrapped(String text, String style) {
    Label label = Controls.label(text, style);
    label.setWrapText(true);
    label.setMinHeight(Label.USE_PREF_SIZE);
    return label;
  }

  private void listen() {
    openButton()
        .disableProperty()
        .bind(Bindings.isEmpty(list.getSelectionModel().getSelectedItems()));
    filter.textProperty().addListener((o, was, is) -> narrow(is));
    filter.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.DOWN) {
            list.requestFocus();
            e.consume();
          }
        });
    list.addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          // A list keeps these keys to itself, for editing.
          if (e.getCode() == KeyCode.ENTER) {
            goAhead();
            e.consume();
          } else if (e.getCode() == KeyCode.ESCAPE) {
            dialog.close();
            e.consume();
          }
        });
    dialog.setOnShown(e -> (filter.isVisible() ? filter : list).requestFocus());
  }

  private Button openButton() {
    return (Button) dialog.getDialogPane().lookupButton(open);
  }

  private void goAhead() {
    openButton().fire();
  }

  /** Every word that is typed must stand in the label or the path. */
  private void narrow(String typed) {
    List<String> words = Stream.of(typed.toLowerCase(Locale.ROOT).strip().split("\\s+")).toList();
    list.getSelectionModel().clearSelection();
    shown.setPredicate(
        choice -> {
          String text = (choice.label() + " " + choice.path()).toLowerCase(Locale.ROOT);
          return words.stream().allMatch(text::contains);
        });
    list.getSelectionModel().selectFirst();
  }

  /**
   * Shows it; {@code chosen} is given the locations that were chosen, none when the user gives up.
   */
  public void show(Consumer<List<String>> chosen) {
    dialog.setOnHidden(
        e ->
            chosen.accept(
                dialog.getResult() == open
                    ? list.getSelectionModel().getSelectedItems().stream()
                        .map(Choice::location)
                        .toList()
                    : List.of()));
    dialog.show();
  }
}

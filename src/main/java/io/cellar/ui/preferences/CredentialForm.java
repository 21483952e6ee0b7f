package io.cellar.ui.preferences;

import io.cellar.settings.CredentialLine;
import io.cellar.settings.CredentialLine.Kind;
import io.cellar.settings.CredentialsFile.Entry;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.words.Words;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;

/** Fields for one host and its secret. JavaFX thread. */
final class CredentialForm extends VBox {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  private final TextField host = new TextField();
  private final ComboBox<Kind> kind = new ComboBox<>();
  private final TextField name = new TextField();
  private final PasswordField secret = new PasswordField();
  private final Label nameLabel = Controls.label("", "field-label");
  private final Label secretLabel = Controls.label("", "field-label");
  private final Label problem = Controls.label("", "settings-note");
  private final Button add;
  private final ReadOnlyBooleanWrapper ok = new ReadOnlyBooleanWrapper(true);

  /** What was entered. */
  record Filled(String host, CredentialLine line) {}

  /**
   * An empty form.
   *
   * @param put is given each entry that is added
   */
  CredentialForm(Consumer<Filled> put) {
    super(8);
    add = Controls.button("settings.credentials.put", () -> entry().ifPresent(e -> take(put, e)));
    kind.getItems().setAll(Kind.values());
    kind.setConverter(new KindText());
    kind.getSelectionModel().selectFirst();
    kind.setAccessibleText(Words.of("settings.credentials.kind"));
    host.setPromptText(Words.of("settings.credentials.hostPrompt"));
    problem.setWrapText(true);
    problem.setMinHeight(USE_PREF_SIZE);
    problem.pseudoClassStateChanged(WRONG, true);
    getChildren().addAll(grid(), problem);
    kind.valueProperty().addListener(o -> look());
    host.textProperty().addListener(o -> look());
    name.textProperty().addListener(o -> look());
    secret.textProperty().addListener(o -> look());
    look();
  }

  private GridPane grid() {
    GridPane grid = new GridPane();
    grid.getStyleClass().add("settings-grid");
    ColumnConstraints labels = new ColumnConstraints();
    labels.setMinWidth(130);
    ColumnConstraints grow = new ColumnConstraints();
    grow.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().addAll(labels, grow);
    Label hostLabel = Controls.label(Words.of("settings.credentials.host"), "field-label");
    hostLabel.setLabelFor(host);
    Label kindLabel = Controls.label(Words.of("settings.credentials.kind"), "field-label");
    kindLabel.setLabelFor(kind);
    nameLabel.setLabelFor(name);
    secretLabel.setLabelFor(secret);
    grid.addRow(0, hostLabel, host);
    grid.addRow(1, kindLabel, kind);
    grid.addRow(2, nameLabel, name);
    grid.addRow(3, secretLabel, secret);
    HBox.setHgrow(secret, Priority.ALWAYS);
    grid.add(add, 1, 4);
    return grid;
  }

  /** True while the form is empty or complete. */
  ReadOnlyBooleanProperty ok() {
    return ok.getReadOnlyProperty();
  }

  /** What is entered, if it is complete. */
  Optional<Filled> entry() {
    return problem().isEmpty() && !blank() ? Optional.of(filled()) : Optional.empty();
  }

  /** Gets ready for another secret of a host. */
  void replace(Entry entry) {
    host.setText(entry.host());
    kind.setValue(entry.kind());
    name.setText(entry.name());
    secret.clear();
    secret.requestFocus();
  }

  private void take(Consumer<Filled> put, Filled entry) {
    put.accept(entry);
    host.clear();
    name.clear();
    secret.clear();
    host.requestFocus();
  }

  private boolean blank() {
    return host.getText().isBlank() && name.getText().isBlank() && secret.getText().isEmpty();
  }

  private Filled filled() {
    String called = kind.getValue() == Kind.BEARER ? "" : name.getText().strip();
    return new Filled(
        CredentialLine.host(host.getText()),
        new CredentialLine(kind.getValue(), called, secret.getText()));
  }

  /** What is wrong with what is entered; the secret is not part of it. */
  private Optional<String> problem() {
    if (blank()) {
      return Optional.empty();
    }
    try {
      CredentialLine.host(host.getText());
    } catch (IllegalArgumentException e) {
      return Optional.of(Words.of("settings.credentials.hostWrong"));
    }
    boolean named = kind.getValue() != Kind.BEARER;
    if (named && name.getText().isBlank()) {
      return Optional.of(Words.of("settings.credentials.nameMissing", nameLabel.getText()));
    }
    if (secret.getText().isEmpty()) {
      return Optional.of(Words.of("settings.credentials.secretMissing", host.getText().strip()));
    }
    try {
      filled();
      return Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(Words.of("settings.credentials.wrong"));
    }
  }

  private void look() {
    Kind chosen = kind.getValue();
    nameLabel.setText(
        Words.of(
            chosen == Kind.HEADER ? "settings.credentials.name" : "settings.credentials.user"));
    secretLabel.setText(
        Words.of(
            switch (chosen) {
              case BASIC -> "settings.credentials.password";
              case BEARER -> "settings.credentials.token";
              case HEADER -> "settings.credentials.value";
            }));
    name.setDisable(chosen == Kind.BEARER);
    nameLabel.setDisable(chosen == Kind.BEARER);
    Optional<String> wrong = problem();
    ok.set(wrong.isEmpty());
    add.setDisable(wrong.isPresent() || blank());
    problem.setText(wrong.orElse(""));
    problem.setVisible(wrong.isPresent());
    problem.setManaged(wrong.isPresent());
  }

  /** The kinds as they are offered. */
  private static final class KindText extends StringConverter<Kind> {
    @Override
    public String toString(Kind kind) {
      return kind == null
          ? ""
          : switch (kind) {
            case BASIC -> Words.of("settings.credentials.basic");
            case BEARER -> Words.of("settings.credentials.bearer");
            case HEADER -> Words.of("settings.credentials.header");
          };
    }

    @Override
    public Kind fromString(String typed) {
      throw new UnsupportedOperationException("choices are not typed");
    }
  }
}

package io.cellar.ui.preferences;

import io.cellar.ui.fx.Controls;
import io.cellar.ui.preferences.Parsed.Problem;
import io.cellar.ui.preferences.Parsed.Value;
import io.cellar.ui.words.Words;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * A field with a rule, and a line below it: what is wrong, else what is worth knowing. JavaFX
 * thread.
 */
final class TypedField<T> extends VBox {
  private static final PseudoClass WRONG = PseudoClass.getPseudoClass("wrong");

  /** Room for some digits, when there is hardly any. */
  private static final double LEAST = 64;

  private final TextField field;
  private final Function<String, Parsed<T>> rule;
  private final Label line = Controls.label("", "settings-note");
  private final HBox row = new HBox(8);
  private final ReadOnlyBooleanWrapper ok = new ReadOnlyBooleanWrapper(true);
  private Function<T, CompletableFuture<Optional<String>>> check =
      value -> CompletableFuture.completedFuture(Optional.empty());
  private Executor fx = Runnable::run;
  private Function<T, String> note = value -> "";
  private int asked;

  /**
   * A field.
   *
   * @param key text of its accessible name
   */
  TypedField(TextField field, String key, Function<String, Parsed<T>> rule) {
    super(3);
    this.field = field;
    this.rule = rule;
    field.setAccessibleText(Words.of(key));
    row.getStyleClass().add("row");
    row.getChildren().add(field);
    line.setWrapText(true);
    line.setMinHeight(USE_PREF_SIZE);
    getChildren().addAll(row, line);
    field.textProperty().addListener(o -> look());
    look();
  }

  /** Makes the field so many digits wide; else it grows. */
  TypedField<T> columns(int columns) {
    field.setPrefColumnCount(columns);
    return this;
  }

  /** Lets the field take all the room. */
  TypedField<T> wide() {
    field.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(field, Priority.ALWAYS);
    return this;
  }

  /** What is shown while nothing is typed. */
  TypedField<T> prompt(String text) {
    field.setPromptText(text);
    return this;
  }

  /** Something behind the field: a unit, a button. */
  TypedField<T> then(Node node) {
    if (node instanceof Region region) {
      region.setMinWidth(USE_PREF_SIZE);
    }
    field.setMinWidth(LEAST);
    row.getChildren().add(node);
    return this;
  }

  /** A sentence about a value that can be used; empty text for none. */
  TypedField<T> note(Function<T, String> sentence) {
    note = sentence;
    look();
    return this;
  }

  /**
   * A look at the disk, once the rule is content. Until it has answered the field is not ok.
   *
   * @param executor runs on the JavaFX thread
   */
  TypedField<T> check(Executor executor, Function<T, CompletableFuture<Optional<String>>> ask) {
    fx = executor;
    check = ask;
    look();
    return this;
  }

  /** Puts a text in. */
  TypedField<T> text(String text) {
    field.setText(text);
    return this;
  }

  TextField field() {
    return field;
  }

  /** The line below the field. */
  String told() {
    return line.getText();
  }

  /** True while the value can be used. */
  ReadOnlyBooleanProperty ok() {
    return ok.getReadOnlyProperty();
  }

  /** What the field holds. */
  Parsed<T> read() {
    return rule.apply(field.getText());
  }

  private void look() {
    asked++;
    switch (read()) {
      case Problem<T>(String problem) -> tell(Optional.of(problem));
      case Value<T>(T value) -> {
        line.setText(note.apply(value));
        CompletableFuture<Optional<String>> answer = check.apply(value);
        if (answer.isDone() && !answer.isCompletedExceptionally()) {
          answered(value, answer.join());
        } else {
          await(value, answer);
        }
      }
    }
    showLine();
  }

  private void await(T value, CompletableFuture<Optional<String>> answer) {
    int now = asked;
    ok.set(false);
    var ignored =
        answer.whenCompleteAsync(
            (problem, error) -> {
              if (now == asked) {
                answered(value, error == null ? problem : Optional.of(error.getMessage()));
              }
            },
            fx);
  }

  private void answered(T value, Optional<String> problem) {
    if (problem.isEmpty()) {
      line.setText(note.apply(value));
    }
    tell(problem);
  }

  private void tell(Optional<String> problem) {
    boolean wrong = problem.isPresent();
    problem.ifPresent(line::setText);
    ok.set(!wrong);
    field.pseudoClassStateChanged(WRONG, wrong);
    line.pseudoClassStateChanged(WRONG, wrong);
    showLine();
  }

  private void showLine() {
    line.setVisible(!line.getText().isEmpty());
    line.setManaged(line.isVisible());
    field.setAccessibleHelp(line.getText());
  }
}

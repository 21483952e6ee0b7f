package io.cellar.ui.window;

import io.cellar.input.Redaction;
import io.cellar.ui.dialog.ProblemsText;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.fx.Icon;
import io.cellar.ui.words.Words;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** What the window shows while no volume is open: how to open one. JavaFX thread. */
final class EmptyState extends StackPane {
  private static final int MOST_RECENT = 5;
  private final VBox recent = new VBox(2);
  private final Label notice = Controls.label("", "empty-notice");

  EmptyState(CommandTable commands) {
    getStyleClass().add("empty-state");
    Label invitation = Controls.label(Words.of("empty.drop"), "empty-title");
    Label detail = Controls.label(Words.of("empty.detail"), "empty-detail");
    detail.setWrapText(true);
    Button file = Controls.button("empty.openFile", commands.get("openFile")::run);
    file.setDefaultButton(true);
    HBox buttons =
        new HBox(
            8,
            file,
            Controls.button("empty.openFolder", commands.get("openFolder")::run),
            Controls.button("empty.openAddress", commands.get("openAddress")::run),
            Controls.button("empty.openSample", commands.get("openSample")::run));
    buttons.setAlignment(Pos.CENTER);
    recent.setAlignment(Pos.CENTER);
    notice.setWrapText(true);
    notice.setMinHeight(Label.USE_PREF_SIZE);
    notice(Optional.empty());
    VBox box = new VBox(14, Icon.SAMPLE.node(), notice, invitation, detail, buttons, recent);
    box.setAlignment(Pos.CENTER);
    box.getStyleClass().add("empty-box");
    box.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
    getChildren().add(box);
  }

  /** Tells something above the invitation; empty for nothing. */
  void notice(Optional<String> sentence) {
    notice.setText(sentence.orElse(""));
    notice.setVisible(sentence.isPresent());
    notice.setManaged(sentence.isPresent());
  }

  /** Lists what was opened before. */
  void recent(List<String> locations, Consumer<String> open) {
    recent.getChildren().clear();
    if (!locations.isEmpty()) {
      recent.getChildren().add(Controls.label(Words.of("empty.recent"), "field-label"));
    }
    for (String location : locations.stream().limit(MOST_RECENT).toList()) {
      Hyperlink link = new Hyperlink(ProblemsText.name(location));
      link.setTooltip(new Tooltip(Redaction.address(location)));
      link.setOnAction(e -> open.accept(location));
      recent.getChildren().add(link);
    }
  }
}

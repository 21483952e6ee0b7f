package io.cellar.ui.preferences;

import io.cellar.settings.CredentialLine;
import io.cellar.settings.CredentialsFile.Entry;
import io.cellar.ui.Preferences;
import io.cellar.ui.fx.Controls;
import io.cellar.ui.fx.Icon;
import io.cellar.ui.words.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/**
 * Which hosts are shown what. Secrets go in and never come out: the list has hosts and names only.
 * What is changed is gathered until OK. JavaFX thread.
 */
final class CredentialsPage extends Page {
  private final VBox list = new VBox();
  private final CredentialForm form = new CredentialForm(this::put);
  private final TreeMap<String, Entry> kept = new TreeMap<>();
  private final Map<String, Optional<CredentialLine>> changes = new HashMap<>();

  CredentialsPage(Preferences preferences, Executor fx) {
    super("settings.credentials");
    title("settings.credentials.hosts");
    list.getStyleClass().add("credential-list");
    getChildren().addAll(list, note(Words.of("settings.credentials.note")));
    if (preferences.credentialsInEnvironment()) {
      getChildren().add(note(Words.of("settings.credentials.environment")));
    }
    title("settings.credentials.add");
    getChildren().add(form);
    mustBe(form.ok());
    list.getChildren().setAll(note(Words.of("settings.credentials.reading")));
    var ignored = preferences.credentials().whenCompleteAsync((entries, e) -> show(entries, e), fx);
  }

  private void show(List<Entry> entries, Throwable error) {
    if (error != null) {
      Throwable cause = error.getCause() == null ? error : error.getCause();
      Label problem = note(Words.of("settings.credentials.unreadable", cause.getMessage()));
      problem.getStyleClass().add("settings-problem");
      list.getChildren().setAll(problem);
      form.setDisable(true);
      return;
    }
    entries.forEach(entry -> kept.put(entry.host(), entry));
    fill();
  }

  /** What OK is to change, the entry that is being typed too; by host, empty: removed. */
  Map<String, Optional<CredentialLine>> changes() {
    Map<String, Optional<CredentialLine>> all = new HashMap<>(changes);
    form.entry().ifPresent(entry -> all.put(entry.host(), Optional.of(entry.line())));
    return all;
  }

  private void put(CredentialForm.Filled entry) {
    kept.put(entry.host(), new Entry(entry.host(), entry.line().kind(), entry.line().name()));
    changes.put(entry.host(), Optional.of(entry.line()));
    fill();
  }

  private void remove(String host) {
    kept.remove(host);
    changes.put(host, Optional.empty());
    fill();
  }

  private void fill() {
    list.getChildren().setAll(kept.values().stream().map(this::line).toList());
    if (kept.isEmpty()) {
      list.getChildren().setAll(note(Words.of("settings.credentials.none")));
    }
  }

  private Node line(Entry entry) {
    Label host = Controls.label(entry.host(), "credential-host");
    Label what = Controls.label(what(entry), "settings-note");
    Label changed =
        Controls.label(
            changes.containsKey(entry.host()) ? Words.of("settings.credentials.changed") : "",
            "settings-note");
    Button replace = Controls.button("settings.credentials.replace", () -> form.replace(entry));
    replace.setAccessibleText(Words.of("settings.credentials.replaceOf", entry.host()));
    Button remove =
        Controls.iconButton(Icon.CANCEL, "settings.credentials.remove", () -> remove(entry.host()));
    String removes = Words.of("settings.credentials.removeOf", entry.host());
    remove.setAccessibleText(removes);
    remove.setTooltip(new Tooltip(removes));
    replace.setMinWidth(USE_PREF_SIZE);
    HBox line = new HBox(10, new VBox(1, host, what), Controls.spring(), changed, replace, remove);
    line.getStyleClass().addAll("row", "credential-line");
    return line;
  }

  private static String what(Entry entry) {
    return switch (entry.kind()) {
      case BASIC -> Words.of("settings.credentials.basicOf", entry.name());
      case BEARER -> Words.of("settings.credentials.bearer");
      case HEADER -> Words.of("settings.credentials.headerOf", entry.name());
    };
  }
}

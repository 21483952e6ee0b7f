package io.cellar.ui.window;

import io.cellar.ui.words.Words;
import javafx.stage.Stage;

/**
 * The title of the window: the volume on show, or, while somebody is busy with other windows, what
 * has come to its end meanwhile. JavaFX thread.
 */
final class WindowTitle {
  private final Stage stage;
  private String volume = "";
  private String news = "";

  WindowTitle(Stage stage) {
    this.stage = stage;
    stage
        .focusedProperty()
        .addListener(
            (o, was, is) -> {
              if (is) {
                news = "";
                write();
              }
            });
    write();
  }

  /** Names the volume on show. */
  void volume(String name) {
    volume = name;
    write();
  }

  /** Tells of something until the window is looked at again. */
  void news(String message) {
    if (!stage.isFocused()) {
      news = message;
      write();
    }
  }

  private void write() {
    if (!news.isEmpty()) {
      stage.setTitle(Words.of("app.title", news));
    } else {
      stage.setTitle(volume.isEmpty() ? Words.of("app.name") : Words.of("app.title", volume));
    }
  }
}

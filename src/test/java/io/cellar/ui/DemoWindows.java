package io.cellar.ui;

import io.cellar.engine.SourceMode;
import io.cellar.settings.Session;
import io.cellar.settings.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.stage.Stage;
import javafx.stage.Window;

/** One window alone; keeps what it is asked for. */
public final class DemoWindows implements Windows {
  private final List<Session> sessions = new ArrayList<>();
  private final List<List<String>> opened = new ArrayList<>();

  /** What was kept of the window, in this order. */
  public List<Session> sessions() {
    return sessions;
  }

  /** The windows that were asked for. */
  public List<List<String>> opened() {
    return opened;
  }

  @Override
  public void open(List<String> locations) {
    opened.add(locations);
  }

  @Override
  public Optional<Session.Size> size() {
    return Optional.empty();
  }

  @Override
  public void keep(Session session) {
    sessions.add(session);
  }

  @Override
  public boolean isLast() {
    return true;
  }

  @Override
  public void quit() {
    for (Window window : List.copyOf(Window.getWindows())) {
      if (window instanceof Stage stage && stage.getOwner() == null) {
        stage.hide();
      }
    }
  }

  @Override
  public void sourceMode(SourceMode mode) {}

  @Override
  public void theme(Theme theme) {}
}

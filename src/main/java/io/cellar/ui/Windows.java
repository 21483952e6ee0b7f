package io.cellar.ui;

import io.cellar.engine.SourceMode;
import io.cellar.settings.Session;
import io.cellar.settings.Theme;
import java.util.List;
import java.util.Optional;

/**
 * The windows of the program, as one of them sees itself among the others. All of them share the
 * engine, the cells in memory and the jobs. JavaFX thread.
 */
public interface Windows {

  /**
   * Opens another window.
   *
   * @param locations what is opened in it; when there are none, it asks what to open
   */
  void open(List<String> locations);

  /** How large this window was; empty: as new ones are. */
  Optional<Session.Size> size();

  /** Keeps what this window shows, to be shown again at the next start. */
  void keep(Session session);

  /** True when the program ends with this window. */
  boolean isLast();

  /** Closes all windows; what each shows is shown again at the next start. */
  void quit();

  /** Where the blocks of all windows come from was chosen in this one. */
  void sourceMode(SourceMode mode);

  /** The colours of all windows were chosen in this one. */
  void theme(Theme theme);
}

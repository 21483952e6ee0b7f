package io.cellar.ui.pane;

import javafx.event.Event;
import javafx.event.EventType;

/** A command of the window that a pane asks for; it rises from the pane to the scene. */
public final class PaneEvent extends Event {
  private static final long serialVersionUID = 1;

  public static final EventType<PaneEvent> COMMAND = new EventType<>(Event.ANY, "PANE_COMMAND");

  /** For the box that was drawn, the region of the {@link PaneContext}. */
  public static final String PREFETCH_BOX = "prefetchBox";

  private final transient SlicePane pane;
  private final String command;

  PaneEvent(SlicePane pane, String command) {
    super(pane, pane, COMMAND);
    this.pane = pane;
    this.command = command;
  }

  /** The pane that asks. */
  public SlicePane pane() {
    return pane;
  }

  /** The id of the command. */
  public String command() {
    return command;
  }
}

package io.cellar.ui.pane;

import javafx.event.Event;
import javafx.event.EventTarget;
import javafx.event.EventType;

/** What a pane asks of the window around it; it rises from the pane to the scene. */
public final class PaneEvent extends Event {
  private static final long serialVersionUID = 1;

  /** All of them. */
  public static final EventType<PaneEvent> ANY = new EventType<>(Event.ANY, "PANE");

  /** A picture of this pane is to be saved. */
  public static final EventType<PaneEvent> SAVE_PICTURE = new EventType<>(ANY, "SAVE_PICTURE");

  /** A picture of this pane is to be put on the clipboard. */
  public static final EventType<PaneEvent> COPY_PICTURE = new EventType<>(ANY, "COPY_PICTURE");

  /** A box was drawn; it is the region of the {@link PaneContext}. */
  public static final EventType<PaneEvent> BOX_DRAWN = new EventType<>(ANY, "BOX_DRAWN");

  private final transient SlicePane pane;

  PaneEvent(EventType<PaneEvent> type, SlicePane pane) {
    super(pane, (EventTarget) pane, type);
    this.pane = pane;
  }

  /** The pane that asks. */
  public SlicePane pane() {
    return pane;
  }

  /** Sends one from a pane. */
  static void fire(EventType<PaneEvent> type, SlicePane pane) {
    pane.fireEvent(new PaneEvent(type, pane));
  }
}

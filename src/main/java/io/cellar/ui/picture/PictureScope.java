package io.cellar.ui.picture;

/** What a picture is of. */
enum PictureScope {
  /** The slice of one pane. */
  PANE,
  /** All panes that can be seen, and the overview. */
  PANES,
  /** Everything in the window. */
  WINDOW
}

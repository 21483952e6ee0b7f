package io.cellar.settings;

/** Colours of the window. */
public enum Theme {
  LIGHT,
  DARK,
  /** What the desktop says. */
  SYSTEM
}

package io.cellar.settings;

/** How this process was launched. */
public final class Launch {
  /** Set by the launchers of a desktop. */
  private static final String DESKTOP = "cellar.desktop";

  private Launch() {}

  /** Whether a desktop launched it, so that nobody reads what is written on a console. */
  public static boolean isFromDesktop() {
    return Boolean.getBoolean(DESKTOP);
  }
}

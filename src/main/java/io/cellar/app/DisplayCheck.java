package io.cellar.app;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Looks before the window starts: is there a display, and are the libraries there that JavaFX loads
 * on Linux?
 */
final class DisplayCheck {
  /** Library file to the Debian package that has it. */
  private static final Map<String, String> WINDOW_LIBRARIES =
      Map.of(
          "libgtk-3.so.0", "libgtk-3-0",
          "libGL.so.1", "libgl1",
          "libXtst.so.6", "libxtst6",
          "libXxf86vm.so.1", "libxxf86vm1");

  private static final Map<String, String> TEXT_LIBRARIES =
      Map.of(
          "libpangoft2-1.0.so.0", "libpangoft2-1.0-0",
          "libfreetype.so.6", "libfreetype6");

  private DisplayCheck() {}

  static boolean isLinux() {
    return System.getProperty("os.name").startsWith("Linux");
  }

  /** True when a window can be shown; elsewhere than on Linux there is always a display. */
  static boolean hasDisplay(Map<String, String> environment) {
    return !isLinux() || isSet(environment, "DISPLAY") || isSet(environment, "WAYLAND_DISPLAY");
  }

  private static boolean isSet(Map<String, String> environment, String name) {
    return !environment.getOrDefault(name, "").isBlank();
  }

  /**
   * Libraries that JavaFX needs and that are not installed, as {@code file (Debian package)}.
   *
   * @param window whether a real window is to be shown, or only a picture made
   */
  static List<String> missingLibraries(boolean window) {
    List<String> missing = new ArrayList<>();
    if (isLinux()) {
      TEXT_LIBRARIES.forEach((library, debian) -> look(library, debian, missing));
      if (window) {
        WINDOW_LIBRARIES.forEach((library, debian) -> look(library, debian, missing));
      }
    }
    missing.sort(null);
    return missing;
  }

  @SuppressWarnings("restricted")
  private static void look(String library, String debian, List<String> missing) {
    try (Arena arena = Arena.ofConfined()) {
      SymbolLookup.libraryLookup(library, arena);
    } catch (IllegalArgumentException e) {
      missing.add(library + " (" + debian + ")");
    }
  }
}

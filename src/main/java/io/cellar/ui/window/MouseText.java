package io.cellar.ui.window;

import io.cellar.ui.words.Words;

/** What the mouse can do now, in words. */
final class MouseText {

  private MouseText() {}

  static String of(VolumeView view, Held held) {
    return Words.of(key(view, held));
  }

  private static String key(VolumeView view, Held held) {
    return switch (view.context().pointer().gesture()) {
      case PAN -> "mouse.pan";
      case BOX -> "mouse.box";
      case NONE ->
          held.ctrl()
              ? "mouse.ctrl"
              : held.shift() ? "mouse.shift" : held.alt() ? "mouse.alt" : "mouse.plain";
    };
  }
}

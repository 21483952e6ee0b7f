package io.cellar.ui.window;

import io.cellar.ui.words.Words;

/**
 * What the mouse can do now, in words.
 *
 * @param text the words
 * @param urgent true while a button or a key is held: then it matters more than where the mouse is
 */
record MouseText(String text, boolean urgent) {

  static MouseText of(VolumeView view, HeldModifiers held) {
    String key = key(view, held);
    return new MouseText(Words.of(key), !key.equals("mouse.plain") && !key.equals("mouse.pan"));
  }

  private static String key(VolumeView view, HeldModifiers held) {
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

package io.cellar.ui.window;

import javafx.scene.Scene;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.stage.Window;

/** Which of shift, ctrl and alt are held now, as far as a scene has noticed. JavaFX thread. */
final class HeldModifiers {
  private boolean shift;
  private boolean ctrl;
  private boolean alt;

  private HeldModifiers() {}

  /** Watches the scene of a window. */
  static HeldModifiers in(Window window) {
    HeldModifiers held = new HeldModifiers();
    Scene scene = window.getScene();
    // A key that is let go while another window has the focus is not told.
    window.focusedProperty().addListener(o -> held.set(false, false, false));
    scene.addEventFilter(
        KeyEvent.ANY,
        e -> held.set(e.isShiftDown(), e.isControlDown() || e.isShortcutDown(), e.isAltDown()));
    scene.addEventFilter(
        MouseEvent.MOUSE_MOVED,
        e -> held.set(e.isShiftDown(), e.isControlDown() || e.isShortcutDown(), e.isAltDown()));
    return held;
  }

  private void set(boolean nowShift, boolean nowCtrl, boolean nowAlt) {
    shift = nowShift;
    ctrl = nowCtrl;
    alt = nowAlt;
  }

  boolean shift() {
    return shift;
  }

  boolean ctrl() {
    return ctrl;
  }

  boolean alt() {
    return alt;
  }
}

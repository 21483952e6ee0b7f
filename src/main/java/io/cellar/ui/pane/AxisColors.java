package io.cellar.ui.pane;

import io.cellar.volume.Axis;
import javafx.scene.paint.Color;

/** One colour per axis, the same wherever the axis is drawn: x red, y green, z blue. */
public final class AxisColors {
  private static final Color X = Color.web("#ff6b5e");
  private static final Color Y = Color.web("#5fd068");
  private static final Color Z = Color.web("#62a8ff");
  private static final Color OTHER = Color.web("#e0b84c");

  private AxisColors() {}

  /** The colour of an axis. */
  public static Color of(Axis axis) {
    return switch (axis) {
      case X -> X;
      case Y -> Y;
      case Z -> Z;
      case T, C -> OTHER;
    };
  }
}

package io.cellar.ui.layer;

import io.cellar.input.PrintableText;
import io.cellar.slice.draw.Display;
import io.cellar.slice.geometry.Placement;
import io.cellar.ui.OpenVolume;
import javafx.beans.Observable;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;

/** One of the volumes on show, and how it is shown. JavaFX thread. */
public final class Layer {
  private static final int LONGEST = 200;

  private final OpenVolume volume;
  private final Placement placement;
  private final ObjectProperty<Display> display;
  private final DoubleProperty opacity;
  private final BooleanProperty visible = new SimpleBooleanProperty(true);

  Layer(OpenVolume volume, Placement placement, Display display, double opacity) {
    this.volume = volume;
    this.placement = placement;
    this.display = new SimpleObjectProperty<>(display);
    this.opacity = new SimpleDoubleProperty(opacity);
  }

  /** The volume. */
  public OpenVolume volume() {
    return volume;
  }

  /** What to call it. */
  public String name() {
    return PrintableText.of(volume.description().name(), LONGEST);
  }

  /** Where it lies over the reference volume. */
  public Placement placement() {
    return placement;
  }

  /** How its voxels become colours. */
  public ObjectProperty<Display> display() {
    return display;
  }

  /** Share of its colours over what lies below, 0 to 1. */
  public DoubleProperty opacity() {
    return opacity;
  }

  /** Whether it is drawn. */
  public BooleanProperty visible() {
    return visible;
  }

  /** All that changes pictures. */
  Observable[] properties() {
    return new Observable[] {display, opacity, visible};
  }
}

package io.cellar.ui.pane;

import io.cellar.slice.PanePacing;
import io.cellar.slice.draw.Display;
import io.cellar.ui.OpenVolume;
import io.cellar.ui.fx.Pulse;
import io.cellar.ui.layer.Layers;
import io.cellar.volume.Roi;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;

/**
 * What all panes share.
 *
 * @param layers the volumes on show
 * @param navigator where the window looks
 * @param pointer where the mouse is
 * @param options what is drawn over the slices
 * @param region a box in view coordinates that is outlined in all panes
 * @param pulse the window's heartbeat
 * @param turns in which the panes' painters ask for blocks
 */
public record PaneContext(
    Layers layers,
    Navigator navigator,
    Pointer pointer,
    PaneOptions options,
    ObjectProperty<Optional<Roi>> region,
    Pulse pulse,
    PanePacing turns) {

  /** The reference volume: positions count in its coordinates. */
  public OpenVolume volume() {
    return layers.reference().volume();
  }

  /** How the reference volume's voxels become colours. */
  public ObjectProperty<Display> display() {
    return layers.reference().display();
  }
}

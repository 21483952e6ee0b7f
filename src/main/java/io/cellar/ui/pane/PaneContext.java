package io.cellar.ui.pane;

import io.cellar.slice.Display;
import io.cellar.ui.OpenVolume;
import io.cellar.ui.fx.Pulse;
import io.cellar.volume.Roi;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;

/**
 * What all panes of one volume share.
 *
 * @param volume the volume on show
 * @param navigator where the window looks
 * @param pointer where the mouse is
 * @param display how voxels become colours
 * @param options what is drawn over the slices
 * @param region a box in view coordinates that is outlined in all panes
 * @param pulse the window's heartbeat
 */
public record PaneContext(
    OpenVolume volume,
    Navigator navigator,
    Pointer pointer,
    ObjectProperty<Display> display,
    PaneOptions options,
    ObjectProperty<Optional<Roi>> region,
    Pulse pulse) {}

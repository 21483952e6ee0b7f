package io.cellar.ui.pane;

import io.cellar.ui.navigation.Plane;
import java.util.Arrays;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Where the mouse is and what it has drawn, for all panes of one volume. JavaFX thread. */
public final class Pointer {

  /**
   * A place under the mouse.
   *
   * @param plane of the pane that the mouse is in
   * @param voxel view coordinates in axes order, perhaps outside the volume
   * @param inside true when the voxel lies in the volume
   */
  public record Place(Plane plane, long[] voxel, boolean inside) {}

  /** What a held button does. */
  public enum Gesture {
    /** Nothing, or not yet. */
    NONE,
    /** The picture is being moved. */
    PAN,
    /** A box is being drawn. */
    BOX
  }

  private Gesture gesture = Gesture.NONE;
  private Optional<BoxDrag.Drawn> drawn = Optional.empty();
  private final ReadOnlyObjectWrapper<Optional<Place>> place =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  /** The place, empty while the mouse is in no pane. */
  public Optional<Place> place() {
    return place.get();
  }

  /** What a held button does now. */
  public Gesture gesture() {
    return gesture;
  }

  void gesture(Gesture now) {
    gesture = now;
  }

  /** The box that was drawn last. */
  Optional<BoxDrag.Drawn> drawn() {
    return drawn;
  }

  void drawn(Optional<BoxDrag.Drawn> now) {
    drawn = now;
  }

  void move(Place next) {
    boolean same =
        place
            .get()
            .filter(p -> p.plane().equals(next.plane()) && Arrays.equals(p.voxel(), next.voxel()))
            .isPresent();
    if (!same) {
      place.set(Optional.of(next));
    }
  }

  /** The mouse has left a pane. */
  void leave(Plane plane) {
    if (place.get().filter(p -> p.plane().equals(plane)).isPresent()) {
      place.set(Optional.empty());
    }
  }
}

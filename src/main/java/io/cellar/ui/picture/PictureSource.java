package io.cellar.ui.picture;

import io.cellar.ui.navigation.Plane;
import io.cellar.ui.pane.PaneContext;
import io.cellar.ui.pane.SlicePane;
import io.cellar.volume.Axis;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;

/**
 * What pictures can be taken of.
 *
 * @param context what the panes share
 * @param pane the pane that is meant when one is
 * @param panes all of them, whether seen or not
 * @param grid the node that holds the panes
 * @param window the node that holds everything
 */
public record PictureSource(
    PaneContext context, SlicePane pane, List<SlicePane> panes, Node grid, Node window) {

  PicturePlan plan(PictureChoice choice) {
    return switch (choice.scope()) {
      case PANE -> PicturePlan.of(choice, pane, List.of(pane));
      case PANES -> PicturePlan.of(choice, grid, panes);
      case WINDOW -> PicturePlan.of(choice, window, panes);
    };
  }

  /** A name for the file, such as {@code fib25-xy-z128.png}. */
  String fileName(PictureScope scope) {
    StringBuilder name = new StringBuilder(context.volume().description().name());
    if (scope == PictureScope.PANE) {
      Plane plane = pane.plane();
      Optional<Axis> normal = plane.normal(context.navigator().state().axes());
      name.append('-').append(plane.horizontal().letter()).append(plane.vertical().letter());
      normal.ifPresent(
          a -> name.append('-').append(a.letter()).append(context.navigator().state().position(a)));
    }
    return name.toString().replaceAll("[^\\p{L}\\p{N}._-]+", "_") + ".png";
  }
}

package io.cellar.ui.pane;

import io.cellar.settings.PaneLook;
import io.cellar.slice.SliceLayer;
import io.cellar.slice.SliceRenderer;
import io.cellar.slice.VoxelProbe;
import io.cellar.slice.draw.Display;
import io.cellar.ui.layer.Layer;
import io.cellar.ui.layer.Layers;
import io.cellar.volume.BlockState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The volumes as one pane shows them: a renderer for the reference and for each other that is
 * visible. Those that are hidden or gone let go of what they have asked for. JavaFX thread.
 */
final class PaneLayers implements AutoCloseable {
  private final Layers layers;
  private final Map<Layer, Seen> seen = new LinkedHashMap<>();

  /** A volume in this pane. */
  private record Seen(SliceRenderer renderer, VoxelProbe probe) {
    static Seen of(Layer layer) {
      SliceRenderer renderer = layer.volume().newRenderer();
      return new Seen(renderer, new VoxelProbe(renderer));
    }
  }

  PaneLayers(Layers layers) {
    this.layers = layers;
    seen.put(layers.reference(), Seen.of(layers.reference()));
  }

  /** The reference volume's renderer. */
  SliceRenderer reference() {
    return seen.get(layers.reference()).renderer();
  }

  /** Looks at the reference volume. */
  VoxelProbe probe() {
    return seen.get(layers.reference()).probe();
  }

  /** The renderer of a volume that is visible. */
  Optional<SliceRenderer> renderer(Layer layer) {
    return Optional.ofNullable(seen.get(layer)).map(Seen::renderer);
  }

  /** Looks at a volume that is visible; its positions are its own. */
  Optional<VoxelProbe> probe(Layer layer) {
    return layer.visible().get()
        ? Optional.ofNullable(seen.get(layer)).map(Seen::probe)
        : Optional.empty();
  }

  /**
   * What is to be painted now.
   *
   * @param look how slices are drawn
   * @param pointer the voxel of the reference under the mouse
   */
  List<SliceLayer> stack(PaneLook look, Optional<long[]> pointer) {
    List<Layer> visible = visible();
    List<Layer> gone =
        seen.keySet().stream()
            .filter(layer -> layer != layers.reference() && !visible.contains(layer))
            .toList();
    gone.forEach(layer -> seen.remove(layer).renderer().close());
    List<SliceLayer> stack = new ArrayList<>();
    for (Layer layer : visible) {
      Seen here = seen.computeIfAbsent(layer, Seen::of);
      Display display =
          layer
              .display()
              .get()
              .withSmooth(look.smooth())
              .withShowBlocks(look.blockGrid())
              .withPointer(pointer);
      stack.add(new SliceLayer(here.renderer(), layer.placement(), display, layer.opacity().get()));
    }
    return stack;
  }

  private List<Layer> visible() {
    return layers.list().stream().filter(layer -> layer.visible().get()).toList();
  }

  /**
   * The block that is meant at a voxel of the reference: the uppermost that failed there, else that
   * of the selected volume, or of the lowest when that is hidden.
   */
  Optional<BlockAt> blockAt(long[] voxel) {
    List<BlockAt> spots =
        visible().stream().map(layer -> blockAt(layer, voxel)).flatMap(Optional::stream).toList();
    return spots.reversed().stream()
        .filter(spot -> spot.state() instanceof BlockState.Failed)
        .findFirst()
        .or(() -> spots.stream().filter(s -> s.layer() == layers.selected().get()).findFirst())
        .or(() -> spots.stream().findFirst());
  }

  private Optional<BlockAt> blockAt(Layer layer, long[] voxel) {
    long[] own = layer.placement().voxel(voxel);
    return probe(layer)
        .flatMap(
            probe ->
                probe
                    .block(own)
                    .map(block -> new BlockAt(layer, block, probe.state(own).orElseThrow())));
  }

  /** Closes all renderers and their cells. May be called twice. */
  @Override
  public void close() {
    seen.values().forEach(s -> s.renderer().close());
  }
}

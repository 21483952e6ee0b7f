package io.cellar.ui.window;

import io.cellar.settings.Session.Entry;
import io.cellar.ui.layer.Layer;
import io.cellar.ui.layer.Layers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Those volumes of the last session that are not on show: not yet, or not this time, because their
 * server or disk is not there. They are kept for the next time as long as the user leaves the
 * volumes as they came; once he has added or removed one, what is on show is what he wants. JavaFX
 * thread.
 */
final class UnopenedLayers {
  private final List<Entry> rest;

  /** The volumes that the session has brought. */
  private final Set<Layer> came = new HashSet<>();

  /**
   * A session that begins to come back.
   *
   * @param entries its volumes, of which none has come
   */
  UnopenedLayers(List<Entry> entries) {
    rest = new ArrayList<>(entries);
  }

  /** One of its volumes is on show. */
  void came(Entry entry, Layer layer) {
    rest.remove(entry);
    came.add(layer);
  }

  /** What is to be kept besides the volumes that are on show. */
  List<Entry> of(Layers layers) {
    return came.equals(new HashSet<>(layers.list())) ? List.copyOf(rest) : List.of();
  }
}

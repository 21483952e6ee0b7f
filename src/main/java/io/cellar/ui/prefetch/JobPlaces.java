package io.cellar.ui.prefetch;

import io.cellar.input.Redaction;
import io.cellar.job.folder.JobVolume;
import io.cellar.ui.JobRow;
import io.cellar.ui.OpenVolume;
import io.cellar.ui.layer.Layer;
import io.cellar.ui.layer.Layers;
import io.cellar.volume.Roi;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Where the regions of jobs lie in what is on show. Toolkit-free but for the layers. */
final class JobPlaces {

  private JobPlaces() {}

  /** Whether a volume is the one that a job is about, as far as can be told by its place. */
  static boolean isOf(JobVolume kept, OpenVolume volume) {
    String location = volume.location();
    boolean same =
        kept.location().equals(location) || kept.location().equals(Redaction.address(location));
    long[] shape = volume.description().viewShape();
    return same && kept.shape().equals(Arrays.stream(shape).boxed().toList());
  }

  /** The regions that a job is about; none when that is not known. */
  static List<JobVolume> volumes(JobRow row) {
    return row.state().map(state -> state.spec().volumes()).orElse(List.of());
  }

  /**
   * The region of a job in view coordinates of the reference volume; empty when none of its volumes
   * is on show.
   *
   * @param position where the window looks, along axes that a volume lacks
   */
  static Optional<Roi> region(JobRow row, Layers layers, long[] position) {
    for (JobVolume kept : volumes(row)) {
      for (Layer layer : layers.list()) {
        if (isOf(kept, layer.volume())) {
          return Optional.of(outlined(layers, layer, kept.view(), position));
        }
      }
    }
    return Optional.empty();
  }

  /** A region of a volume in view coordinates of the reference volume. */
  private static Roi outlined(Layers layers, Layer layer, Roi own, long[] position) {
    if (layer == layers.reference()) {
      return own;
    }
    long[] last = own.stop();
    Arrays.setAll(last, d -> last[d] - 1);
    long[] start = layer.placement().reference(own.start(), position);
    long[] stop = layer.placement().reference(last, position);
    Arrays.setAll(stop, d -> Math.max(start[d], stop[d]) + 1);
    Roi all = Roi.ofShape(layers.reference().volume().description().viewShape());
    Roi seen = new Roi(start, stop).intersect(all);
    return seen.isEmpty() ? Roi.at(position, ones(position.length)) : seen;
  }

  private static long[] ones(int rank) {
    long[] ones = new long[rank];
    Arrays.fill(ones, 1);
    return ones;
  }
}

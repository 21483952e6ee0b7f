package io.cellar.ui.prefetch;

import io.cellar.job.folder.JobSpec;
import io.cellar.ui.OpenVolume;
import io.cellar.ui.layer.Layer;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;

/**
 * What the dialog is filled with at first.
 *
 * @param box the region that is meant, in view coordinates of the reference volume; what the panes
 *     show if there is none
 * @param kept boxes that have a name
 * @param level of a volume is on screen
 * @param like another job is to be like this one
 */
record Offer(
    Optional<RegionSource.Box> box,
    List<NamedBox> kept,
    ToIntFunction<Layer> level,
    Optional<JobSpec> like) {

  /** Which levels of a volume the other job is about; empty when it is not about it. */
  Optional<List<Integer>> levelsOf(OpenVolume volume) {
    return like.flatMap(
        spec ->
            spec.volumes().stream()
                .filter(kept -> JobPlaces.isOf(kept, volume))
                .findFirst()
                .map(kept -> kept.levels()));
  }
}

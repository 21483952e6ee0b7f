package io.cellar.session;

import io.cellar.session.SampleVolumes.Image;
import io.cellar.store.BlockReader;
import io.cellar.store.Coverage;
import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import io.cellar.volume.Roi;
import java.util.ArrayList;
import java.util.List;

/**
 * The voxels of an image's finest level, and what somebody who opened it from a server knows of
 * them.
 */
record Truth(Image image, Block voxels) {

  /** As its folder has them; that these are right is tested elsewhere. */
  static Truth of(Volumes volumes, Image image) throws Exception {
    String folder = SampleVolumes.FOLDER.resolve(image.place()).toString();
    try (VolumeSession session =
        volumes.open(volumes.describe(folder, false).levels().getFirst(), false)) {
      return new Truth(image, SampleVolumes.voxels(session));
    }
  }

  boolean is(Block found) {
    Roi whole = Roi.ofShape(voxels.shape());
    return SampleVolumes.sha256(voxels, whole).equals(SampleVolumes.sha256(found, whole));
  }

  /** The first block that is not the fill value all over. */
  long firstStored(VolumeSession session) {
    Block fill = session.description().fill().orElseThrow().block(voxels.shape());
    for (long i = 0; i < session.blocks().grid().count(); i++) {
      Roi roi = session.blocks().grid().roi(i);
      if (!SampleVolumes.sha256(fill, roi).equals(SampleVolumes.sha256(voxels, roi))) {
        return i;
      }
    }
    throw new IllegalStateException("nothing is stored");
  }

  /** Blocks that count as known, and are not the truth. */
  List<String> lies(VolumeSession session) throws Exception {
    BlockReader kept = session.blocks();
    List<String> lies = new ArrayList<>();
    for (long i = 0; i < kept.grid().count(); i++) {
      Coverage.State state = kept.coverage().get(i);
      if (state == Coverage.State.EMPTY || kept.isAvailable(i)) {
        Roi roi = kept.grid().roi(i);
        Block found = kept.read(i).orElseThrow();
        Block right = Blocks.crop(voxels, roi);
        Roi whole = Roi.ofShape(found.shape());
        if (!SampleVolumes.sha256(found, whole).equals(SampleVolumes.sha256(right, whole))) {
          lies.add(roi + " is " + state);
        }
      }
    }
    return lies;
  }
}

package io.cellar.description;

import io.cellar.volume.Axis;
import io.cellar.volume.RemoteVolume;
import java.util.Arrays;

/** What the remote and the local part of one description must agree on. */
final class CrossCheck {
  private final Fields remoteFields;
  private final Fields localFields;

  CrossCheck(Fields remoteFields, Fields localFields) {
    this.remoteFields = remoteFields;
    this.localFields = localFields;
  }

  /** Notes where the parts do not fit each other. */
  void check(RemoteVolume remote, LocalParser.Parsed local) {
    if (!local.cache().dataset().equals(remote.dataset())) {
      localFields.problem(
          "block_file_name_format",
          ("the dataset %s must be the hdf5_dataset of remote_description, %s, since files"
                  + " are kept as they come")
              .formatted(Quoting.quote(local.cache().dataset()), Quoting.quote(remote.dataset())));
    }
    if (!local.geometry().axes().equals(remote.axes())) {
      localFields.problem(
          "axes",
          "\"%s\" must be the axes of remote_description, \"%s\""
              .formatted(local.geometry().axes(), remote.axes()));
      return;
    }
    checkShape(remote, local);
    checkUrl(remote, local);
  }

  private void checkShape(RemoteVolume remote, LocalParser.Parsed local) {
    long[] shape = RemoteParser.shape(remote.bounds(), remote.originOffset());
    for (int d = 0; d < shape.length; d++) {
      if (local.geometry().shape()[d] > shape[d]) {
        localFields.problem(
            "shape",
            "%s is larger than what the server has, bounds - origin_offset = %s"
                .formatted(Arrays.toString(local.geometry().shape()), Arrays.toString(shape)));
        return;
      }
    }
  }

  /** Two blocks with one address would show the same voxels in two places. */
  private void checkUrl(RemoteVolume remote, LocalParser.Parsed local) {
    for (int d = 0; d < local.geometry().axes().rank(); d++) {
      Axis axis = local.geometry().axes().get(d);
      boolean told =
          remote.url().fields().contains(axis.letter() + "_start")
              || remote.url().fields().contains(axis.letter() + "_stop");
      if (!told && local.geometry().grid().gridShape()[d] > 1) {
        remoteFields.problem(
            "url_format",
            "must contain {%1$s_start}: there are several blocks along %1$s"
                .formatted(axis.letter()));
      }
    }
  }
}

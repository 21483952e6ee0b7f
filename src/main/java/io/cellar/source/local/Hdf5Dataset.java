package io.cellar.source.local;

import io.cellar.input.PrintableText;
import io.cellar.volume.Axes;
import io.cellar.volume.Origin;
import java.nio.file.Path;

/**
 * A dataset of a local HDF5 file as the place where voxels come from.
 *
 * @param dataset its path, with a leading slash
 */
public record Hdf5Dataset(Path file, String dataset, Axes axes) implements Origin {

  /** Where a level lies. */
  public static Hdf5Dataset of(LocalLevel level) {
    return new Hdf5Dataset(level.file(), level.dataset(), level.axes());
  }

  @Override
  public String address() {
    return PrintableText.of(file + ":" + dataset);
  }

  @Override
  public boolean isLocal() {
    return true;
  }

  @Override
  public long[] originOffset() {
    return new long[axes.rank()];
  }
}

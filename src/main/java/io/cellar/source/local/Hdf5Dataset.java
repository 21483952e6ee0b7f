package io.cellar.source.local;

import io.cellar.input.PrintableText;
import io.cellar.volume.Axes;
import io.cellar.volume.Origin;
import java.nio.file.Path;

/**
 * A dataset of a local HDF5 file as the place where voxels come from.
 *
 * @param dataset its path, with a leading slash
 * @param format of the image that it is a level of, in words
 */
public record Hdf5Dataset(Path file, String dataset, Axes axes, String format) implements Origin {

  /** Where a level lies. */
  public static Hdf5Dataset of(LocalImage image, LocalLevel level) {
    return new Hdf5Dataset(level.file(), level.dataset(), level.axes(), image.format());
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

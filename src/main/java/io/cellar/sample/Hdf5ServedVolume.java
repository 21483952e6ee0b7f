package io.cellar.sample;

import io.cellar.hdf5.Hdf5Volume;
import io.cellar.input.RegularFile;
import io.cellar.volume.Axes;
import io.cellar.volume.Block;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** One dataset of an HDF5 file as a volume to serve, of two to five axes and any numeric type. */
public final class Hdf5ServedVolume implements ServedVolume, AutoCloseable {
  private final Hdf5Volume volume;
  private final Axes axes;
  private final String identity;

  private Hdf5ServedVolume(Hdf5Volume volume, Axes axes, String identity) {
    this.volume = volume;
    this.axes = axes;
    this.identity = identity;
  }

  /**
   * Opens a dataset.
   *
   * @param text {@code FILE.h5} or {@code FILE.h5:dataset}; without a dataset, the file's only one
   * @param axes names of its axes; empty: as the file's {@code axistags} say, else {@code yx},
   *     {@code zyx}, {@code tzyx} or {@code tzyxc} by their number
   * @throws IOException if it cannot be read, or its axes and the given ones differ in number
   */
  public static Hdf5ServedVolume open(String text, Optional<Axes> axes) throws IOException {
    Path file = Path.of(text);
    Optional<String> dataset = Optional.empty();
    // Both names may hold colons: the file's ends where a file is found.
    for (int colon = text.indexOf(':', 1);
        colon > 0 && !Files.exists(file);
        colon = text.indexOf(':', colon + 1)) {
      Path start = Path.of(text.substring(0, colon));
      if (Files.isRegularFile(start)) {
        file = start;
        dataset = Optional.of(text.substring(colon + 1));
      }
    }
    if (!Files.exists(file)) {
      throw new NoSuchFileException(text, null, "expected an HDF5 file, or FILE.h5:dataset");
    }
    RegularFile.require(file);
    Hdf5Volume volume = Hdf5Volume.open(file, dataset);
    try {
      return new Hdf5ServedVolume(
          volume, axes(volume, axes, text), identity(file.toRealPath(), volume.dataset()));
    } catch (IOException | RuntimeException e) {
      volume.close();
      throw e;
    }
  }

  private static Axes axes(Hdf5Volume volume, Optional<Axes> given, String text)
      throws IOException {
    long[] shape = volume.shape();
    if (shape.length < 2 || shape.length > 5 || Arrays.stream(shape).anyMatch(n -> n == 0)) {
      throw new IOException(
          "the dataset's shape is "
              + Arrays.toString(shape)
              + ", expected two to five axes, none of them empty: "
              + text);
    }
    Axes axes = given.or(volume::axes).orElseGet(() -> Axes.usual(shape.length));
    if (axes.rank() != shape.length) {
      throw new IOException(
          "the axes \""
              + axes
              + "\" do not fit the dataset's shape "
              + Arrays.toString(shape)
              + ": "
              + text);
    }
    return axes;
  }

  private static String identity(Path file, String dataset) throws IOException {
    return file + ":" + dataset + " " + Files.size(file) + " " + Files.getLastModifiedTime(file);
  }

  @Override
  public Axes axes() {
    return axes;
  }

  @Override
  public long[] shape() {
    return volume.shape();
  }

  @Override
  public DType dtype() {
    return volume.dtype();
  }

  @Override
  public Block block(Roi roi) throws IOException {
    return volume.read(roi);
  }

  @Override
  public String identity() {
    return identity;
  }

  /** Gives the file back. The server must be closed before. */
  @Override
  public void close() {
    volume.close();
  }
}

package io.cellar.session;

import io.cellar.description.DescriptionException;
import io.cellar.description.DescriptionFile;
import io.cellar.description.DescriptionText;
import io.cellar.description.ImageReference;
import io.cellar.description.Problem;
import io.cellar.source.chunked.Found;
import io.cellar.source.local.Hdf5Dataset;
import io.cellar.source.local.Hdf5Files;
import io.cellar.source.local.Hdf5Location;
import io.cellar.source.local.LocalFound;
import io.cellar.source.local.LocalImage;
import io.cellar.source.local.LocalLevel;
import io.cellar.source.probe.VolumeLocation;
import io.cellar.store.Hdf5FileReader;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.BlockEncoding;
import io.cellar.volume.CacheLayout;
import io.cellar.volume.Level;
import io.cellar.volume.MultiLevelVolume;
import io.cellar.volume.PythonFormat;
import io.cellar.volume.VolumeDescription;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens HDF5 files of the user's own, to be read where they lie. Stateless; touches the disk. */
final class Hdf5Opener {

  /** What came of it. */
  sealed interface Opened {

    /** An image in the file. */
    record Image(DescriptionFile file) implements Opened {}

    /**
     * The file only says where the images are.
     *
     * @param place a folder of another format
     * @param path what is meant in it
     */
    record Elsewhere(Path place, String path) implements Opened {}
  }

  private Hdf5Opener() {}

  /**
   * What is meant by a location.
   *
   * @param shown the file for messages
   * @throws DescriptionException if there is no image in it
   * @throws SeveralImagesException if it has to be said which of several is meant
   */
  static Opened open(Hdf5Location location, String shown) throws DescriptionException {
    try {
      return switch (Hdf5Files.find(location)) {
        case LocalFound.Image(LocalImage image) -> new Opened.Image(file(location, image));
        case LocalFound.Several(String what, List<Found.Choice> choices) ->
            throw new SeveralImagesException(
                shown, what, SeveralImagesException.choices(whole(location), choices), false);
        case LocalFound.Elsewhere elsewhere -> elsewhere(location, elsewhere, shown);
      };
    } catch (IOException e) {
      throw new DescriptionException(
          List.of(new Problem(shown, "", 0, 0, Reasons.without(Reasons.of(e), shown))));
    }
  }

  private static Opened elsewhere(Hdf5Location location, LocalFound.Elsewhere found, String shown)
      throws SeveralImagesException {
    List<Found.Choice> choices = found.choices();
    Optional<String> path =
        location.inside().isPresent()
            ? location.inside()
            : choices.size() == 1 ? Optional.of(choices.getFirst().path()) : Optional.empty();
    if (path.isEmpty()) {
      throw new SeveralImagesException(
          shown, whole(location), new Found.Several(found.format(), choices));
    }
    return new Opened.Elsewhere(found.place(), path.get());
  }

  private static VolumeLocation whole(Hdf5Location location) {
    return new VolumeLocation(location.file().toString(), Optional.empty(), "", Optional.empty());
  }

  private static DescriptionFile file(Hdf5Location location, LocalImage image) throws IOException {
    List<Level> levels = new ArrayList<>();
    for (LocalLevel level : image.levels()) {
      levels.add(new Level(levels.size(), volume(image, level, levels.size()), level.toFinest()));
    }
    MultiLevelVolume volume = new MultiLevelVolume(image.name(), levels, image.notes());
    ImageReference reference =
        new ImageReference(
            location.file().toString(),
            location.inside().orElse(""),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new DescriptionFile(
        location.file(),
        DescriptionFile.Kind.ORIGINAL,
        volume,
        List.of(),
        List.of(),
        DescriptionText.image(reference, volume),
        "0".repeat(64));
  }

  private static VolumeDescription volume(LocalImage image, LocalLevel level, int number)
      throws IOException {
    Hdf5Dataset origin = Hdf5Dataset.of(image, level);
    ArrayGeometry geometry;
    try (Hdf5FileReader reader = reader(origin, level.dtype())) {
      geometry = reader.geometry();
    }
    List<Double> size = new ArrayList<>();
    for (int d = 0; d < level.toFinest().size() && !image.voxelSize().isEmpty(); d++) {
      int finest = image.levels().getFirst().axes().indexOf(level.axes().get(d));
      size.add(image.voxelSize().get(finest) * level.toFinest().get(d).scale());
    }
    return new VolumeDescription(
        number == 0 ? image.name() : image.name() + ", level " + number,
        geometry,
        new CacheLayout(
            image.name(),
            level.file().toAbsolutePath().normalize(),
            PythonFormat.parse(ImageVolume.FILE_NAME),
            ImageVolume.DATASET,
            BlockEncoding.PLAIN),
        Optional.of(origin),
        Optional.empty(),
        Optional.empty(),
        size,
        image.voxelUnit());
  }

  /** Opens a dataset. */
  static Hdf5FileReader reader(Hdf5Dataset dataset, io.cellar.volume.DType dtype)
      throws IOException {
    return Hdf5FileReader.open(dataset.file(), dataset.dataset(), dataset.axes(), dtype);
  }
}

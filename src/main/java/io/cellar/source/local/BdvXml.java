package io.cellar.source.local;

import io.cellar.hdf5.Hdf5File;
import io.cellar.input.PrintableText;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.chunked.Found.Choice;
import io.cellar.source.local.SpimData.Setup;
import io.cellar.source.local.SpimData.View;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Data sets that BigDataViewer's XML describes. */
final class BdvXml {
  private static final int MOST_CHOICES = 4096;

  private BdvXml() {}

  /**
   * What an XML describes.
   *
   * @param inside a view such as {@code t00000/s00}, of N5 {@code setup0/timepoint0}
   * @throws FormatException if its loader is not read, or it is damaged
   */
  static LocalFound find(Path xml, Optional<String> inside) throws IOException {
    SpimData data = SpimDataReader.read(xml);
    return switch (data.loader()) {
      case "bdv.hdf5" -> hdf5(xml, data, inside);
      case "bdv.n5" -> n5(xml, data, inside);
      default ->
          throw refused(
              xml,
              "its image loader is \"%s\", of which Cellar reads bdv.hdf5 and bdv.n5"
                  .formatted(data.loader()));
    };
  }

  private static LocalFound hdf5(Path xml, SpimData data, Optional<String> inside)
      throws IOException {
    if (!data.partitions().isEmpty()) {
      throw refused(
          xml,
          "its voxels lie in %d partition files; open one of these itself, such as %s"
              .formatted(data.partitions().size(), data.partitions().getFirst()));
    }
    Path path = place(xml, data, "hdf5");
    Optional<View> wanted = wanted(xml, inside);
    try (Hdf5File file = Hdf5File.open(path)) {
      return new BdvViews(xml, BdvViews.layout(path, file), Optional.of(data))
          .find(wanted, List.of());
    }
  }

  private static Optional<View> wanted(Path xml, Optional<String> inside) throws FormatException {
    if (inside.isEmpty()) {
      return Optional.empty();
    }
    Optional<View> view = BdvHdf5.view(inside.get());
    if (view.isEmpty()) {
      throw refused(
          xml, "\"" + inside.get() + "\" names no view: expected a path such as t00000/s00");
    }
    return view;
  }

  /** Folders of BigDataViewer's N5 are {@code setup0/timepoint0}, with levels s0, s1, … in them. */
  private static LocalFound n5(Path xml, SpimData data, Optional<String> inside)
      throws FormatException {
    Path place = place(xml, data, "n5");
    List<Choice> choices = new ArrayList<>();
    List<List<Double>> sizes = new ArrayList<>();
    String unit = "";
    for (int time : data.timepoints()) {
      for (Setup setup : data.setups()) {
        View view = new View(time, setup.id());
        String path = "setup" + setup.id() + "/timepoint" + time;
        if (data.missing().contains(view) || !inside.orElse(path).equals(path)) {
          continue;
        }
        BdvCalibration calibration =
            BdvCalibration.of(
                Optional.of(setup), data.registrations().getOrDefault(view, List.of()));
        String label = SpimData.label(setup);
        choices.add(
            new Choice(
                path, data.timepoints().size() > 1 ? label + ", time point " + time : label));
        sizes.add(calibration.voxelSize());
        unit = unit.isEmpty() ? calibration.unit() : unit;
      }
      if (choices.size() >= MOST_CHOICES) {
        break;
      }
    }
    if (choices.isEmpty()) {
      throw refused(
          xml,
          inside.isEmpty()
              ? "it names no views"
              : "it names no view \"" + inside.get() + "\", such as setup0/timepoint0");
    }
    return new LocalFound.Elsewhere("BigDataViewer N5", place, choices, sizes, unit);
  }

  /**
   * Where the loader's element points.
   *
   * @throws FormatException if that is outside of the XML's folder: whoever wrote it shall not
   *     choose among the user's files
   */
  private static Path place(Path xml, SpimData data, String element) throws FormatException {
    SpimData.Place told = data.places().get(element);
    if (told == null || told.path().isEmpty()) {
      throw refused(xml, "its image loader has no <" + element + ">");
    }
    Path folder = xml.toAbsolutePath().normalize().getParent();
    Path place;
    try {
      Path base = told.relative() ? folder.resolve(data.basePath()) : folder;
      place = base.resolve(told.path().replace('\\', '/')).normalize();
    } catch (InvalidPathException e) {
      throw refused(xml, "<" + element + "> is no path: " + told.path());
    }
    if (!place.startsWith(folder)) {
      throw refused(
          xml,
          "it names a file outside of its own folder, which is not followed; open that itself: "
              + place);
    }
    if (!Files.exists(place)) {
      throw refused(xml, "the file that it names is not there: " + place);
    }
    return xml.resolveSibling(folder.relativize(place));
  }

  private static FormatException refused(Path xml, String why) {
    return new FormatException(
        PrintableText.of("BigDataViewer's XML cannot be opened: " + why + " (" + xml + ")"));
  }

  /**
   * The XML that lies beside a file under the same name and names it.
   *
   * @param notes is told when it cannot be read
   */
  static Optional<SpimData> beside(Path hdf5, List<String> notes) {
    Path file = hdf5.toAbsolutePath().normalize();
    Path xml = file.resolveSibling(DatasetNames.rawStem(file) + ".xml");
    try {
      if (!Files.isRegularFile(xml) || !Hdf5Location.isSpimData(xml)) {
        return Optional.empty();
      }
      SpimData data = SpimDataReader.read(xml);
      boolean same =
          data.loader().equals("bdv.hdf5")
              && data.partitions().isEmpty()
              && place(xml, data, "hdf5").toAbsolutePath().normalize().equals(file);
      if (same) {
        notes.add("names and voxel sizes are those of " + xml.getFileName() + " beside it");
      }
      return same ? Optional.of(data) : Optional.empty();
    } catch (IOException e) {
      notes.add("the XML beside it is not used: " + e.getMessage());
      return Optional.empty();
    }
  }
}

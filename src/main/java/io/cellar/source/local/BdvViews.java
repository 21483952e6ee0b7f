package io.cellar.source.local;

import io.cellar.hdf5.Hdf5Exception;
import io.cellar.hdf5.Hdf5File;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.chunked.Found.Choice;
import io.cellar.source.local.SpimData.Setup;
import io.cellar.source.local.SpimData.View;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The views of a BigDataViewer HDF5 file, with what its XML adds if there is one. */
final class BdvViews {
  private static final int MOST_CHOICES = 4096;

  private final String name;
  private final BdvHdf5 hdf5;
  private final Optional<SpimData> xml;
  private final Map<Integer, Setup> setups = new HashMap<>();

  /**
   * @param path that the user named; its name is the image's
   */
  BdvViews(Path path, BdvHdf5 hdf5, Optional<SpimData> xml) {
    this.name = DatasetNames.stem(path);
    this.hdf5 = hdf5;
    this.xml = xml;
    xml.ifPresent(data -> data.setups().forEach(setup -> setups.put(setup.id(), setup)));
  }

  /**
   * What is meant.
   *
   * @param wanted empty: the only view, if there is one only
   */
  LocalFound find(Optional<View> wanted, List<String> notes) throws FormatException, Hdf5Exception {
    if (wanted.isPresent()) {
      return image(wanted.get(), false, notes);
    }
    List<Integer> ids =
        xml.map(data -> data.setups().stream().map(Setup::id).toList()).orElseGet(hdf5::setups);
    List<Integer> times = xml.map(SpimData::timepoints).orElseGet(hdf5::timepoints);
    List<View> views = new ArrayList<>();
    boolean whole = true;
    int looked = 0;
    for (int time : times) {
      for (int id : ids) {
        View view = new View(time, id);
        whole = looked++ < MOST_CHOICES;
        if (whole && hdf5.has(view) && !isMissing(view)) {
          views.add(view);
        }
      }
      if (!whole) {
        break;
      }
    }
    if (views.isEmpty()) {
      throw new FormatException(
          "BigDataViewer's file %s has no voxels of any view".formatted(hdf5.path()));
    }
    if (views.size() == 1 && whole) {
      return image(views.getFirst(), true, notes);
    }
    String what =
        "a BigDataViewer data set of %d views%s"
            .formatted(views.size(), whole ? "" : " and more that are not listed");
    boolean moving = times.size() > 1;
    return new LocalFound.Several(
        what,
        views.stream().map(view -> new Choice(hdf5.group(view), label(view, moving))).toList());
  }

  private boolean isMissing(View view) {
    return xml.isPresent() && xml.get().missing().contains(view);
  }

  private String label(View view, boolean moving) {
    Setup setup = setups.get(view.setup());
    String label = setup == null ? "setup " + view.setup() : SpimData.label(setup);
    return moving ? label + ", time point " + view.timepoint() : label;
  }

  private LocalFound image(View view, boolean only, List<String> notes)
      throws FormatException, Hdf5Exception {
    List<String> all = new ArrayList<>(notes);
    List<LocalLevel> levels = hdf5.levels(view, all);
    BdvCalibration calibration =
        xml.map(
                data ->
                    BdvCalibration.of(
                        Optional.ofNullable(setups.get(view.setup())),
                        data.registrations().getOrDefault(view, List.of())))
            .orElse(BdvCalibration.NONE);
    all.addAll(calibration.notes());
    Setup setup = setups.get(view.setup());
    if (setup != null && setup.size().isPresent()) {
      long[] told = setup.size().get();
      long[] shape = levels.getFirst().shape();
      if (told[0] != shape[2] || told[1] != shape[1] || told[2] != shape[0]) {
        all.add(
            "the XML says %d × %d × %d voxels along x, y, z; the file's own shape is taken"
                .formatted(told[0], told[1], told[2]));
      }
    }
    return new LocalFound.Image(
        new LocalImage(
            only ? name : name + " " + label(view, true),
            "BigDataViewer HDF5",
            levels,
            calibration.voxelSize(),
            calibration.unit(),
            all));
  }

  /** Opens the layout of a file, and says so when it has another one. */
  static BdvHdf5 layout(Path path, Hdf5File file) throws FormatException, Hdf5Exception {
    return BdvHdf5.of(path, file)
        .orElseThrow(
            () ->
                new FormatException(
                    "the file that the XML names has not BigDataViewer's layout:"
                        + " groups such as s00 and t00000 are not in "
                        + path));
  }
}

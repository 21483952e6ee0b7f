package io.cellar.source.zarr;

import io.cellar.source.SourceException;
import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.chunked.Found;
import io.cellar.source.chunked.FoundImage;
import io.cellar.source.chunked.LevelStack;
import io.cellar.volume.Axes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One entry of {@code multiscales}: its arrays are the levels. The finest has to be there and to be
 * right; others are left out with a note if they are not.
 */
final class OmeImage {
  /** Each is a request; 2^50 voxels along an axis are halved 50 times. */
  private static final int MOST_LEVELS = 50;

  private final Place place;
  private final Node group;
  private final OmeAttributes ome;
  private final Json entry;
  private final String version;
  private final Set<String> notes = new LinkedHashSet<>();

  OmeImage(Place place, Node group, OmeAttributes ome, Json entry) throws FormatException {
    this.place = place;
    this.group = group;
    this.ome = ome;
    this.entry = entry;
    this.version = ome.version(entry);
    notes.addAll(ome.notes());
  }

  /** An array as it may become a level. */
  private record Candidate(String path, ArrayMetadata metadata, OmeTransform transform) {}

  /** The image; asks for one file for each level, and one for labels. */
  FoundImage read() throws FormatException, SourceException, InterruptedException {
    Json datasets = entry.get("datasets");
    List<Json> list = datasets.list();
    if (list.isEmpty()) {
      throw datasets.refuse("is empty", "at least one level");
    }
    askAhead(list);
    Candidate finest = candidate(list.getFirst());
    int rank = finest.metadata.rank();
    OmeAxes axes = OmeAxes.read(entry, rank);
    AxisNaming naming =
        AxisNaming.of(axes.told(), finest.metadata.shape(), finest.metadata.json().get("shape"));
    notes.addAll(naming.notes());
    place.noteOldMetadata(group, notes);
    noteOtherNames(finest.metadata, naming);
    List<Candidate> candidates = new ArrayList<>(List.of(finest));
    if (list.size() > MOST_LEVELS) {
      notes.add("levels after the first %d are left out".formatted(MOST_LEVELS));
    }
    for (Json dataset : list.subList(1, Math.min(list.size(), MOST_LEVELS))) {
      coarser(dataset, finest, naming).ifPresent(candidates::add);
    }
    LevelStack stack = stack(candidates, naming);
    ChunkedArray array = stack.levels().getFirst().array();
    OmeTransform whole = whole(rank);
    notes.addAll(stack.notes());
    VoxelSizes sizes = sizes(finest.transform.then(whole), naming, axes);
    notes.addAll(sizes.notes());
    boolean isLabels = group.attributes().isPresent() && !image("image-label").isNull();
    return new FoundImage(
        name(),
        "OME-Zarr " + version,
        stack.levels(),
        sizes.sizes(),
        sizes.unit(),
        List.copyOf(notes),
        Omero.read(image("omero"), array.axes(), array.shape(), isLabels),
        isLabels ? List.of() : labels());
  }

  /** The files of all levels at the same time: each answer may take a while. */
  private void askAhead(List<Json> datasets) {
    String file = group.version() == 3 ? "zarr.json" : ".zarray";
    List<String> keys = new ArrayList<>();
    for (Json dataset : datasets.subList(0, Math.min(datasets.size(), MOST_LEVELS))) {
      try {
        String path = ZarrFiles.join(group.path(), ZarrFiles.relative(dataset.get("path")));
        keys.add(ZarrFiles.join(path, file));
      } catch (FormatException _) {
        // Told when it is this level's turn.
      }
    }
    place.files().ahead(keys);
  }

  /** What is said beside {@code multiscales}; 0.4 has it outside of {@code ome}. */
  private Json image(String key) {
    Json own = ome.json().get(key);
    return own.isNull() ? group.attributes().orElseThrow().get(key) : own;
  }

  private String name() {
    return entry
        .get("name")
        .optionalText()
        .or(() -> image("omero").get("name").optionalText())
        .filter(name -> !name.isBlank() && !name.strip().equals("/"))
        .map(String::strip)
        .orElseGet(() -> place.files().name(group.path()));
  }

  private Candidate candidate(Json dataset)
      throws FormatException, SourceException, InterruptedException {
    Json told = dataset.get("path");
    String path = ZarrFiles.join(group.path(), ZarrFiles.relative(told));
    String file = group.version() == 3 ? "zarr.json" : ".zarray";
    Optional<Json> json = place.files().file(path, file);
    if (json.isEmpty()) {
      throw told.refuse(
          "is %s, where no array can be found (%s/%s: %s)"
              .formatted(told.shown(), path, file, place.files().answer(path, file)),
          "the path of an array");
    }
    ArrayMetadata metadata =
        group.version() == 3
            ? ArrayV3.read(json.get())
            : ArrayV2.read(json.get(), Optional.empty());
    OmeTransform transform =
        OmeTransform.read(dataset.get("coordinateTransformations"), metadata.rank(), false);
    return new Candidate(path, metadata, transform);
  }

  /** A level that is not the finest; a note if it cannot be one. */
  private Optional<Candidate> coarser(Json dataset, Candidate finest, AxisNaming naming)
      throws SourceException, InterruptedException {
    String why;
    try {
      Candidate level = candidate(dataset);
      long[] shape = level.metadata.shape();
      long dropped = 1;
      for (int d = 0; d < shape.length; d++) {
        int axis = d;
        boolean kept = java.util.Arrays.stream(naming.kept()).anyMatch(k -> k == axis);
        dropped = kept ? dropped : Math.max(dropped, shape[d]);
      }
      if (shape.length == finest.metadata.rank() && dropped == 1) {
        return Optional.of(level);
      }
      why = "it has other axes than level 0";
    } catch (FormatException e) {
      why = e.getMessage();
    }
    notes.add("level %s is left out: %s".formatted(dataset.get("path").shown(), why));
    return Optional.empty();
  }

  private LevelStack stack(List<Candidate> candidates, AxisNaming naming) throws SourceException {
    Candidate finest = candidates.getFirst();
    boolean translated = candidates.stream().anyMatch(c -> c.transform.isTranslated());
    LevelStack stack = new LevelStack();
    boolean assumed = false;
    for (Candidate level : candidates) {
      List<String> own = new ArrayList<>(level.metadata.notes());
      ChunkedArray array =
          place.open(level.metadata, level.path, naming, version.matches("0\\.1") ? '.' : '/', own);
      int rank = naming.kept().length;
      double[] factor = new double[rank];
      double[] offset = new double[rank];
      for (int i = 0; i < rank; i++) {
        int d = naming.kept()[i];
        factor[i] = factor(level, finest, d);
        double shift =
            (level.transform.translation()[d] - finest.transform.translation()[d])
                / finest.transform.scale()[d];
        offset[i] = translated ? shift - (factor[i] - 1) / 2 : 0;
      }
      if (stack.add(array, factor, offset)) {
        notes.addAll(own);
        assumed |= !translated && level != finest;
      }
    }
    if (assumed) {
      notes.add("no translation is told: voxels of coarser levels are taken for means of boxes");
    }
    return stack;
  }

  private static double factor(Candidate level, Candidate finest, int d) {
    if (!level.transform.isScaled() || !finest.transform.isScaled()) {
      return (double) finest.metadata.shape()[d] / level.metadata.shape()[d];
    }
    double scale = level.transform.scale()[d];
    double scale0 = finest.transform.scale()[d];
    return scale == scale0 ? 1 : scale / scale0;
  }

  /** The transformation of the whole image; one that is not understood leaves sizes as they are. */
  private OmeTransform whole(int rank) {
    try {
      OmeTransform whole = OmeTransform.read(entry.get("coordinateTransformations"), rank, true);
      if (!whole.skipped().isEmpty()) {
        notes.add("transformations of the image were passed over: " + whole.skipped());
        return OmeTransform.none(rank);
      }
      return entry.get("coordinateSystems").isList() ? OmeTransform.none(rank) : whole;
    } catch (FormatException e) {
      notes.add("the transformation of the image was passed over: " + e.getMessage());
      return OmeTransform.none(rank);
    }
  }

  private static VoxelSizes sizes(OmeTransform transform, AxisNaming naming, OmeAxes axes) {
    if (!transform.isScaled()) {
      return VoxelSizes.NONE;
    }
    Axes read = naming.axes();
    double[] sizes = new double[read.rank()];
    List<String> units = new ArrayList<>();
    for (int i = 0; i < sizes.length; i++) {
      int d = naming.kept()[i];
      sizes[i] = transform.scale()[d];
      units.add(axes.units().isEmpty() ? "" : axes.units().get(d));
    }
    return VoxelSizes.of(read, sizes, units);
  }

  private void noteOtherNames(ArrayMetadata metadata, AxisNaming naming) throws FormatException {
    if (metadata.names().stream().allMatch(String::isEmpty)) {
      return;
    }
    List<AxisNaming.Told> told =
        metadata.names().stream().map(name -> new AxisNaming.Told(name, "")).toList();
    Optional<Axes> own = Optional.empty();
    try {
      own = Optional.of(AxisNaming.of(told, metadata.shape(), metadata.json()).axes());
    } catch (FormatException _) {
      // Names that cannot be used are other names, too.
    }
    if (!own.equals(Optional.of(naming.axes()))) {
      notes.add(
          "the array names its axes %s, which was not used: the image says %s"
              .formatted(metadata.names(), naming.axes()));
    }
  }

  private List<Found.Choice> labels() throws SourceException, InterruptedException {
    String path = ZarrFiles.join(group.path(), "labels");
    List<Found.Choice> labels = new ArrayList<>();
    try {
      Optional<Json> file =
          place.files().file(path, group.version() == 3 ? "zarr.json" : ".zattrs");
      Json attributes =
          group.version() == 3
              ? file.map(json -> json.get("attributes")).orElse(null)
              : file.orElse(null);
      if (attributes != null) {
        Json nested = attributes.get("ome").get("labels");
        for (Json label : (nested.isNull() ? attributes.get("labels") : nested).items()) {
          String below = ZarrFiles.relative(label);
          labels.add(new Found.Choice(ZarrFiles.join(path, below), "labels: " + below));
        }
      }
    } catch (FormatException e) {
      notes.add("labels are left out: " + e.getMessage());
    }
    return labels;
  }
}

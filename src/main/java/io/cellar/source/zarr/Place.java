package io.cellar.source.zarr;

import io.cellar.source.SourceException;
import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.chunked.Found;
import io.cellar.source.chunked.FoundImage;
import io.cellar.source.chunked.LevelStack;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Finds what a node of a hierarchy is to a user. Used once, by one thread. */
final class Place {
  private final ZarrFiles files;
  private final ArrayOpening opening;
  private final Optional<Character> separator;
  private final OptionalInt multiscale;

  Place(ZarrFiles files, Optional<Character> separator, OptionalInt multiscale) {
    this.files = files;
    this.opening = new ArrayOpening(files.store());
    this.separator = separator;
    this.multiscale = multiscale;
  }

  ZarrFiles files() {
    return files;
  }

  OptionalInt multiscale() {
    return multiscale;
  }

  /** What the node is. */
  Found find(Node node) throws FormatException, SourceException, InterruptedException {
    if (node.isArray()) {
      return new Found.Image(array(node));
    }
    Optional<OmeAttributes> ome = OmeAttributes.of(node);
    return ome.isPresent()
        ? new OmeGroups(this, node, ome.get()).find()
        : new GroupMembers(files, node).find();
  }

  private FoundImage array(Node node)
      throws FormatException, SourceException, InterruptedException {
    ArrayMetadata metadata = node.array();
    List<AxisNaming.Told> told =
        metadata.names().stream().map(name -> new AxisNaming.Told(name, "")).toList();
    Json shape = metadata.json().get("shape");
    AxisNaming naming = AxisNaming.of(told, metadata.shape(), shape);
    List<String> notes = new ArrayList<>(metadata.notes());
    notes.addAll(naming.notes());
    noteOldMetadata(node, notes);
    ChunkedArray array = open(metadata, node.path(), naming, '.', notes);
    LevelStack stack = new LevelStack();
    stack.add(array, new double[0], new double[0]);
    VoxelSizes sizes = VoxelSizes.ofTexts(metadata.voxelSizes(), naming);
    notes.addAll(sizes.notes());
    return new FoundImage(
        files.name(node.path()),
        metadata.format(),
        stack.levels(),
        sizes.sizes(),
        sizes.unit(),
        notes);
  }

  /** Looking costs nothing locally, and a request for each otherwise. */
  void noteOldMetadata(Node node, Collection<String> notes)
      throws SourceException, InterruptedException, FormatException {
    String old = node.isArray() ? ".zarray" : ".zgroup";
    if (node.version() == 3
        && files.store().isLocal()
        && files.file(node.path(), old).isPresent()) {
      notes.add("there is metadata of Zarr v2 too, which was not used");
    }
  }

  /**
   * An array that can be read.
   *
   * @param usual how chunk keys are joined if the metadata does not say so, and chunks do not show
   */
  ChunkedArray open(
      ArrayMetadata metadata, String path, AxisNaming naming, char usual, List<String> notes)
      throws SourceException {
    return opening.open(metadata, path, naming, keys(metadata, path, usual, notes));
  }

  private ChunkKeys keys(ArrayMetadata metadata, String path, char usual, List<String> notes)
      throws SourceException {
    ChunkKeys told = metadata.keys();
    if (separator.isPresent() && told.prefix().isEmpty() && metadata.format().equals("Zarr v2")) {
      return told.with(separator.get());
    }
    if (told.isSaid() || metadata.rank() == 1) {
      return told;
    }
    List<String> names =
        files.store().isLocal() ? files.store().list(path).orElse(List.of()) : List.of();
    boolean dots = names.stream().anyMatch(name -> name.matches("\\d+(\\.\\d+)+"));
    boolean folders = names.stream().anyMatch(name -> name.matches("\\d+/"));
    if (dots != folders) {
      return told.with(dots ? '.' : '/');
    }
    notes.add(
        "array \"%s\" does not tell how its chunk keys are joined: dots and slashes are tried"
            .formatted(path));
    return new ChunkKeys(told.prefix(), usual, false);
  }
}

package io.cellar.source.zarr;

import io.cellar.source.SourceException;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.chunked.Found;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a group of OME-Zarr holds: an image, or several of which one has to be named. */
final class OmeGroups {
  private static final int MOST_SERIES = 1000;

  private final Place place;
  private final Node group;
  private final OmeAttributes ome;

  OmeGroups(Place place, Node group, OmeAttributes ome) {
    this.place = place;
    this.group = group;
    this.ome = ome;
  }

  /** What it holds; one that holds a single image is that image. */
  Found find() throws FormatException, SourceException, InterruptedException {
    if (ome.has("multiscales")) {
      return multiscales(ome.json().get("multiscales"));
    }
    if (ome.has("plate")) {
      return plate(ome.json().get("plate"));
    }
    if (ome.has("well")) {
      return oneOf("an OME-Zarr well", well(ome.json().get("well")));
    }
    if (ome.has("scene")) {
      return oneOf("an OME-Zarr scene", scene(ome.json().get("scene")));
    }
    if (ome.has("labels")) {
      return new Found.Several("labels of an OME-Zarr image", paths("labels", "labels: "));
    }
    if (ome.has("series")) {
      // The group OME beside the images: its paths begin where that lies.
      throw ome.json().get("series").refuse("names images beside this group", "the group above it");
    }
    return oneOf("several images of OME-Zarr", series());
  }

  private Found multiscales(Json list)
      throws FormatException, SourceException, InterruptedException {
    List<Json> entries = list.items();
    if (entries.isEmpty()) {
      throw list.refuse("is empty", "at least one image");
    }
    int chosen = place.multiscale().orElse(entries.size() == 1 ? 0 : -1);
    if (chosen >= entries.size()) {
      throw list.refuse("has %d entries".formatted(entries.size()), "number " + chosen);
    }
    if (chosen >= 0) {
      return new Found.Image(new OmeImage(place, group, ome, entries.get(chosen)).read());
    }
    List<Found.Choice> choices = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      String number = "multiscales[" + i + "]";
      String name = entries.get(i).get("name").optionalText().orElse("");
      String finest =
          entries.get(i).get("datasets").items().stream()
              .findFirst()
              .flatMap(dataset -> dataset.get("path").optionalText())
              .orElse("");
      choices.add(
          new Found.Choice(
              ZarrFiles.join(group.path(), number),
              (name.isBlank() ? number : name) + " (level 0: " + finest + ")"));
    }
    return new Found.Several("an OME-Zarr image that is told in several ways", choices);
  }

  private Found plate(Json plate) throws FormatException {
    List<Found.Choice> wells = new ArrayList<>();
    for (Json well : plate.get("wells").list()) {
      String path = ZarrFiles.relative(well.get("path"));
      String row = name(plate.get("rows"), well.get("rowIndex"));
      String column = name(plate.get("columns"), well.get("columnIndex"));
      String label = row.isEmpty() || column.isEmpty() ? path : row + "/" + column;
      wells.add(new Found.Choice(ZarrFiles.join(group.path(), path), "well " + label));
    }
    if (wells.isEmpty()) {
      throw plate.get("wells").refuse("is empty", "at least one well");
    }
    return new Found.Several("an OME-Zarr plate", wells);
  }

  private static String name(Json list, Json index) {
    double i = index.optionalDouble();
    List<Json> items = list.items();
    return i >= 0 && i < items.size()
        ? items.get((int) i).get("name").optionalText().orElse("")
        : "";
  }

  private List<Found.Choice> well(Json well) throws FormatException {
    List<Found.Choice> fields = new ArrayList<>();
    for (Json image : well.get("images").list()) {
      String path = ZarrFiles.relative(image.get("path"));
      Json acquisition = image.get("acquisition");
      String label =
          "%s field %d%s"
              .formatted(
                  wellName(),
                  fields.size(),
                  acquisition.isNull() ? "" : ", acquisition " + acquisition.shown());
      fields.add(new Found.Choice(ZarrFiles.join(group.path(), path), label.strip()));
    }
    if (fields.isEmpty()) {
      throw well.get("images").refuse("is empty", "at least one image");
    }
    return fields;
  }

  /** The last two parts of its address are row and column. */
  private String wellName() {
    String[] parts = place.files().store().address(group.path()).split("[/\\\\]");
    return parts.length < 2 ? "" : parts[parts.length - 2] + "/" + parts[parts.length - 1];
  }

  private List<Found.Choice> scene(Json scene) throws FormatException {
    Set<String> paths = new LinkedHashSet<>();
    for (Json transform : scene.get("coordinateTransformations").items()) {
      for (Json end : List.of(transform.get("input"), transform.get("output"))) {
        if (end.get("path").isText()) {
          paths.add(ZarrFiles.relative(end.get("path")));
        }
      }
    }
    if (paths.isEmpty()) {
      throw scene.refuse("names no image", "paths in its coordinateTransformations");
    }
    return paths.stream()
        .map(path -> new Found.Choice(ZarrFiles.join(group.path(), path), path))
        .toList();
  }

  private List<Found.Choice> paths(String key, String label) throws FormatException {
    List<Found.Choice> choices = new ArrayList<>();
    for (Json json : ome.json().get(key).list()) {
      String path = ZarrFiles.relative(json);
      choices.add(new Found.Choice(ZarrFiles.join(group.path(), path), label + path));
    }
    if (choices.isEmpty()) {
      throw ome.json().get(key).refuse("is empty", "at least one path");
    }
    return choices;
  }

  /** Images of bioformats2raw: those that the group OME names, or 0, 1 … as long as there are. */
  private List<Found.Choice> series()
      throws FormatException, SourceException, InterruptedException {
    Optional<Node> names =
        Node.find(place.files(), ZarrFiles.join(group.path(), "OME"), group.version());
    Optional<OmeAttributes> attributes = names.flatMap(OmeAttributes::of);
    List<Found.Choice> images = new ArrayList<>();
    if (attributes.isPresent() && attributes.get().has("series")) {
      for (Json json : attributes.get().json().get("series").items()) {
        String path = ZarrFiles.relative(json);
        images.add(new Found.Choice(ZarrFiles.join(group.path(), path), "image " + path));
      }
    }
    if (images.isEmpty()) {
      numbered(images);
    }
    if (images.isEmpty()) {
      throw ome.json()
          .get("bioformats2raw.layout")
          .refuse("promises images, but there is none", "at least image 0");
    }
    return images;
  }

  private void numbered(List<Found.Choice> images)
      throws FormatException, SourceException, InterruptedException {
    for (int i = 0; i < MOST_SERIES; i++) {
      String path = ZarrFiles.join(group.path(), Integer.toString(i));
      if (Node.find(place.files(), path, group.version()).isEmpty()) {
        return;
      }
      images.add(new Found.Choice(path, "image " + i));
    }
  }

  private Found oneOf(String what, List<Found.Choice> choices)
      throws FormatException, SourceException, InterruptedException {
    if (choices.size() > 1) {
      return new Found.Several(what, choices);
    }
    String path = choices.getFirst().path();
    Optional<Node> node = Node.find(place.files(), path, group.version());
    if (node.isEmpty()) {
      throw new FormatException(
          "the only image is not there: %s: expected its metadata"
              .formatted(place.files().store().address(path)));
    }
    if (path.length() <= group.path().length() || !isDeeper(node.get())) {
      throw new FormatException(
          "a group within a group of the same kind: %s: expected an image"
              .formatted(place.files().store().address(path)));
    }
    return place.find(node.get());
  }

  /** Metadata cannot send us round: each step leads further down, and only a few times. */
  private static boolean isDeeper(Node node) {
    return node.path().split("/", -1).length <= 8;
  }
}

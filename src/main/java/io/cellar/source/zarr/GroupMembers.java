package io.cellar.source.zarr;

import io.cellar.source.SourceException;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.chunked.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The arrays and images below a group that is nothing more: as consolidated metadata names them, or
 * those of a folder that can be listed.
 */
final class GroupMembers {
  private static final int DEEPEST = 5;
  private static final int MOST_NODES = 2000;

  private final ZarrFiles files;
  private final Node group;
  private final List<Found.Choice> found = new ArrayList<>();
  private int nodes;

  GroupMembers(ZarrFiles files, Node group) {
    this.files = files;
    this.group = group;
  }

  /** All that can be opened, by its path. */
  Found find() throws FormatException, SourceException, InterruptedException {
    String file = group.version() == 3 ? "zarr.json" : ".zgroup";
    if (!files.consolidated().isEmpty()) {
      named(file);
    } else if (files.store().isLocal() && files.store().list(group.path()).isPresent()) {
      listed(group.path(), 0);
    } else {
      throw new FormatException(
          "a group of arrays that cannot be listed: %s: expected the path of one of them"
              .formatted(files.store().address(group.path())));
    }
    if (found.isEmpty()) {
      throw new FormatException(
          "a group without arrays: %s: expected at least one below it"
              .formatted(files.store().address(group.path())));
    }
    return new Found.Several("a Zarr group", found);
  }

  private void named(String file) throws FormatException, SourceException, InterruptedException {
    TreeMap<String, Json> paths = new TreeMap<>();
    files
        .consolidated()
        .forEach(
            (key, json) -> {
              int slash = key.lastIndexOf('/');
              String name = key.substring(slash + 1);
              if (slash > 0 && (name.equals("zarr.json") || name.startsWith(".z"))) {
                paths.putIfAbsent(key.substring(0, slash), json);
              }
            });
    String image = null;
    for (String path : paths.keySet()) {
      // What lies in an image is part of it.
      if (image != null && path.startsWith(image + "/")) {
        continue;
      }
      Optional<Node> node = consolidatedNode(path);
      if (node.isPresent() && offer(node.get())) {
        image = path;
      }
    }
  }

  /** Without asking for a file that consolidated metadata has. */
  private Optional<Node> consolidatedNode(String path) {
    Json json = files.consolidated().get(path + "/zarr.json");
    if (json != null) {
      boolean isArray = json.get("node_type").optionalText().orElse("").equals("array");
      return Optional.of(new Node(path, 3, isArray, json, Optional.of(json.get("attributes"))));
    }
    Optional<Json> attributes = Optional.ofNullable(files.consolidated().get(path + "/.zattrs"));
    Json array = files.consolidated().get(path + "/.zarray");
    return array != null
        ? Optional.of(new Node(path, 2, true, array, attributes))
        : attributes.map(a -> new Node(path, 2, false, a, attributes));
  }

  private boolean offer(Node node) {
    boolean image = !node.isArray() && OmeAttributes.of(node).isPresent();
    if (node.isArray() || image) {
      String path =
          group.path().isEmpty() ? node.path() : node.path().substring(group.path().length() + 1);
      found.add(new Found.Choice(node.path(), image ? path + " (OME-Zarr)" : path));
    }
    return node.isArray() || image;
  }

  private void listed(String path, int depth)
      throws FormatException, SourceException, InterruptedException {
    for (String name : files.store().list(path).orElse(List.of())) {
      if (!name.endsWith("/") || nodes >= MOST_NODES) {
        continue;
      }
      nodes++;
      String below = ZarrFiles.join(path, name.substring(0, name.length() - 1));
      Optional<Node> node;
      try {
        node = Node.find(files, below, group.version());
      } catch (FormatException _) {
        // It is offered, and says what is wrong when it is opened.
        found.add(new Found.Choice(below, below));
        continue;
      }
      boolean taken = node.isPresent() && offer(node.get());
      if (!taken && depth < DEEPEST) {
        listed(below, depth + 1);
      }
    }
  }
}

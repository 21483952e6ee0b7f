package io.cellar.store;

import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.CacheLayout;
import io.cellar.volume.Roi;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalLong;
import java.util.StringJoiner;

/**
 * The names of folders and files: {@code root/z_00000000/y_00000032/x_00000000/block-(…).h5}. Built
 * from integers and the description's template only, never from anything that a server said. Does
 * not look at the disk.
 */
final class BlockPaths {
  private static final int DIGITS = 8;

  private final ArrayGeometry geometry;
  private final CacheLayout layout;
  private final BlockGrid grid;
  private final Path root;

  BlockPaths(ArrayGeometry geometry, CacheLayout layout) {
    this.geometry = geometry;
    this.layout = layout;
    this.grid = geometry.grid();
    this.root = layout.root().toAbsolutePath().normalize();
  }

  Path root() {
    return root;
  }

  BlockGrid grid() {
    return grid;
  }

  /** The folder of what is ours alone. */
  Path ours() {
    return root.resolve(".cellar");
  }

  /** The folder of one block. */
  Path folder(long index) {
    long[] start = grid.start(index);
    StringJoiner folders = new StringJoiner("/");
    for (int d = 0; d < start.length; d++) {
      folders.add(axisFolder(d, start[d]));
    }
    return root.resolve(folders.toString());
  }

  /** The file of one block under one spelling. */
  BlockPlace place(long index, Spelling spelling) {
    Roi roi = grid.roi(index);
    String name =
        layout.fileName().format(Map.of("roiString", spelling.roiString(roi.start(), roi.stop())));
    if (name.contains("/") || name.contains("\\") || name.startsWith("..") || name.isBlank()) {
      throw new IllegalArgumentException(
          "block file name \""
              + name
              + "\" (from block_file_name_format \""
              + layout.fileName()
              + "\") must be the name of a file, without folders");
    }
    return new BlockPlace(folder(index), name);
  }

  /** Name of the folder of one axis: letter, underscore, start with at least eight digits. */
  String axisFolder(int d, long start) {
    String digits = Long.toString(start);
    return geometry.axes().get(d).letter()
        + "_"
        + "0".repeat(Math.max(0, DIGITS - digits.length()))
        + digits;
  }

  /** The start that a folder's name tells, when it is the folder of a block of this grid. */
  OptionalLong startOf(int d, String folderName) {
    if (folderName.length() < 2 + DIGITS || folderName.length() > 20) {
      return OptionalLong.empty();
    }
    long start;
    try {
      start = Long.parseLong(folderName.substring(2));
    } catch (NumberFormatException _) {
      return OptionalLong.empty();
    }
    boolean ofGrid =
        start >= 0
            && start < grid.shape()[d]
            && start % grid.blockShape()[d] == 0
            && axisFolder(d, start).equals(folderName);
    return ofGrid ? OptionalLong.of(start) : OptionalLong.empty();
  }
}

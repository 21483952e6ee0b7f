package io.cellar.store;

import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.CacheLayout;
import io.cellar.volume.PythonFormat;
import io.cellar.volume.Roi;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The names of folders and files: {@code root/z_00000000/y_00000032/x_00000000/block-(…).h5}. Built
 * from integers and the description's template only, never from anything that a server said. Does
 * not look at the disk.
 */
final class BlockPaths {
  private static final int DIGITS = 8;
  private static final long LEAST = 10_000_000;
  private static final String ROI = "{roiString}";

  private final ArrayGeometry geometry;
  private final CacheLayout layout;
  private final BlockGrid grid;
  private final Path root;
  private final Optional<Around> plain;

  BlockPaths(ArrayGeometry geometry, CacheLayout layout) {
    this.geometry = geometry;
    this.layout = layout;
    this.grid = geometry.grid();
    this.root = layout.root().toAbsolutePath().normalize();
    this.plain = around(layout.fileName());
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
    StringBuilder folders = new StringBuilder(16 * start.length);
    for (int d = 0; d < start.length; d++) {
      if (d > 0) {
        folders.append('/');
      }
      append(folders, d, start[d]);
    }
    return root.resolve(folders.toString());
  }

  /** The file of one block under one spelling. */
  BlockPlace place(long index, Spelling spelling) {
    String name = name(grid.roi(index), spelling);
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

  private String name(Roi roi, Spelling spelling) {
    String text = spelling.roiString(roi.start(), roi.stop());
    return plain.isPresent()
        ? plain.get().before() + text + plain.get().after()
        : layout.fileName().format(Map.of("roiString", text));
  }

  /** What stands around the roi in a name. */
  private record Around(String before, String after) {}

  /** Of the usual template, which names the roi once and as it is; empty for any other. */
  private static Optional<Around> around(PythonFormat template) {
    String text = template.toString();
    int at = text.indexOf(ROI);
    if (at < 0 || text.indexOf('{', at + 1) >= 0 || text.indexOf('{') < at) {
      return Optional.empty();
    }
    String after = text.substring(at + ROI.length());
    return after.contains("}") || text.substring(0, at).contains("}")
        ? Optional.empty()
        : Optional.of(new Around(text.substring(0, at), after));
  }

  /** Name of the folder of one axis: letter, underscore, start with at least eight digits. */
  String axisFolder(int d, long start) {
    StringBuilder name = new StringBuilder(16);
    append(name, d, start);
    return name.toString();
  }

  private void append(StringBuilder to, int d, long start) {
    to.append(geometry.axes().get(d).letter()).append('_');
    for (long least = LEAST; start < least && least > 1; least /= 10) {
      to.append('0');
    }
    to.append(start);
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

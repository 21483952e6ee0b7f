package io.cellar.ui.side;

import io.cellar.input.PrintableText;
import io.cellar.input.Redaction;
import io.cellar.ui.CacheFigures;
import io.cellar.ui.navigation.GoToText;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import io.cellar.volume.Level;
import io.cellar.volume.MultiLevelVolume;
import io.cellar.volume.Origin;
import io.cellar.volume.VolumeDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** What the information panel says of a volume, as label and value. Shapes are spoken x first. */
final class InfoRows {

  /**
   * One row.
   *
   * @param label what it is
   * @param value may be long; can be copied
   */
  record Row(String label, String value) {}

  private InfoRows() {}

  /** What never changes. */
  static List<Row> fixed(MultiLevelVolume levels, String location) {
    VolumeDescription volume = levels.finest();
    ArrayGeometry array = volume.geometry();
    Axes axes = volume.axes();
    List<Row> rows = new ArrayList<>();
    add(rows, "info.name", volume.name());
    volume.origin().ifPresent(origin -> add(rows, "info.format", origin.format()));
    add(rows, "info.dtype", volume.dtype().numpyName());
    add(rows, "info.shape", sizes(axes, array.viewShape()));
    if (!java.util.Arrays.equals(array.viewShape(), array.shape())) {
      add(rows, "info.stored", sizes(axes, array.shape()));
    }
    addLevels(rows, "info.levels", 1, levels.levels().stream().filter(InfoRows::isRead).toList());
    addLevels(rows, "info.computed", 0, levels.levels().stream().filter(l -> !isRead(l)).toList());
    add(rows, "info.block", sizes(axes, array.blockShape()));
    add(rows, "info.order", Words.of("info.orderValue", axes.toString()));
    if (!volume.voxelSize().isEmpty()) {
      String sizes =
          spoken(axes, d -> Figures.length(volume.voxelSize().get(d)), " × ", Axis::isSpace);
      add(rows, "info.voxel", sizes + " " + volume.voxelUnit());
    }
    add(rows, "info.bytes", Figures.bytes(bytes(volume)));
    add(rows, "info.location", Redaction.address(location));
    levels.cacheFolder().ifPresent(folder -> add(rows, "info.folder", folder.toString()));
    add(rows, "info.source", volume.origin().map(InfoRows::source).orElse(Words.of("info.local")));
    levels.notes().forEach(note -> add(rows, "info.note", Redaction.message(note)));
    return rows;
  }

  private static boolean isRead(Level level) {
    return !level.volume().isComputed();
  }

  private static void addLevels(List<Row> rows, String key, int self, List<Level> levels) {
    if (levels.size() > self) {
      VolumeDescription coarsest = levels.getLast().volume();
      String size = sizes(coarsest.axes(), coarsest.viewShape());
      add(rows, key, Words.of("info.levelsValue", levels.size(), size));
    }
  }

  /** What is kept, at this moment; nothing of files that are read where they lie. */
  static List<Row> kept(MultiLevelVolume levels, CacheFigures figures) {
    List<Row> rows = new ArrayList<>();
    long all =
        levels.levels().stream()
            .filter(level -> !level.volume().isOriginal())
            .mapToLong(level -> level.geometry().grid().count())
            .sum();
    if (all == 0) {
      return rows;
    }
    add(
        rows,
        "info.blocks",
        Words.of(
            "info.blocksValue",
            Figures.count(figures.blocksOnDisk()),
            Figures.count(all),
            Figures.percent((double) figures.blocksOnDisk() / all)));
    add(rows, "info.onDisk", orUnknown(figures.bytesOnDisk()));
    add(rows, "info.diskFree", orUnknown(figures.diskFree()));
    if (levels.finest().isRemote()) {
      add(rows, "info.server", server(levels));
    }
    return rows;
  }

  /** What the answers of the server have shown. */
  private static String server(MultiLevelVolume levels) {
    String notes =
        levels.levels().stream()
            .flatMap(level -> level.volume().origin().stream())
            .flatMap(origin -> origin.notes().stream())
            .distinct()
            .collect(Collectors.joining("; "));
    return notes.isEmpty() ? Words.of("info.serverFine") : notes;
  }

  private static String orUnknown(long bytes) {
    return bytes < 0 ? Words.of("info.unknown") : Figures.bytes(bytes);
  }

  private static String source(Origin origin) {
    return origin.isLocal() ? Words.of("info.own") : Redaction.address(origin.address());
  }

  private static long bytes(VolumeDescription volume) {
    double bytes = volume.dtype().bytes();
    for (long size : volume.viewShape()) {
      bytes *= size;
    }
    return (long) bytes;
  }

  private static String sizes(Axes axes, long[] shape) {
    String letters =
        GoToText.spokenOrder(axes).stream()
            .map(a -> String.valueOf(a.letter()))
            .collect(Collectors.joining());
    return spoken(axes, d -> Figures.count(shape[d]), " × ", a -> true) + "  (" + letters + ")";
  }

  private static String spoken(
      Axes axes,
      IntFunction<String> text,
      String between,
      java.util.function.Predicate<Axis> which) {
    return GoToText.spokenOrder(axes).stream()
        .filter(which)
        .map(a -> text.apply(axes.indexOf(a)))
        .collect(Collectors.joining(between));
  }

  private static void add(List<Row> rows, String key, String value) {
    rows.add(new Row(Words.of(key), PrintableText.of(value)));
  }
}

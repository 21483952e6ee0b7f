package io.cellar.ui.status;

import io.cellar.cell.CacheStats;
import io.cellar.engine.EngineStats;
import io.cellar.engine.Measures;
import io.cellar.ui.CacheFigures;
import io.cellar.ui.OpenVolume;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import io.cellar.volume.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javafx.scene.Node;

/** Memory, disk and levels. JavaFX thread. */
final class CacheColumns {
  private final FigureColumn memory = new FigureColumn("stats.ram");
  private final FigureColumn disk = new FigureColumn("stats.disk");
  private final FigureColumn levels = new FigureColumn("stats.levels");

  List<Node> columns() {
    return List.of(memory, disk, levels);
  }

  void figures(
      EngineStats stats, CacheStats cells, Measures measures, Optional<OpenVolume> volume) {
    memory.set(
        "stats.used",
        Words.of("stats.of", Figures.bytes(cells.bytes()), Figures.bytes(cells.maxBytes())));
    memory.set("stats.cells", Figures.count(cells.blocks()));
    memory.set("stats.hits", MeasureText.memoryHits(cells));
    memory.set("stats.evictions", Figures.count(cells.evictions()));
    disk.set("stats.diskHits", MeasureText.diskHits(stats));
    volume.ifPresent(v -> disk(v.figures()));
    volume.ifPresent(v -> levels(v, measures));
  }

  private void disk(CacheFigures figures) {
    disk.set("stats.used", known(figures.bytesOnDisk()));
    disk.set("stats.blocksOnDisk", Figures.count(figures.blocksOnDisk()));
    disk.set("stats.diskFree", known(figures.diskFree()));
  }

  private static String known(long bytes) {
    return bytes < 0 ? Words.of("info.unknown") : Figures.bytes(bytes);
  }

  private void levels(OpenVolume volume, Measures measures) {
    Map<Integer, String> lines = new TreeMap<>();
    measures
        .filesets()
        .forEach(
            (id, measured) ->
                volume
                    .level(id)
                    .map(Level::number)
                    .ifPresent(n -> lines.put(n, MeasureText.level(measured))));
    if (lines.isEmpty()) {
      levels.only(Words.of("stats.noLevels"));
      return;
    }
    levels.keep(List.copyOf(lines.keySet()));
    lines.forEach((n, line) -> levels.setText(Words.of("stats.level", n), line));
  }
}

package io.cellar.ui.status;

import io.cellar.cell.CacheStats;
import io.cellar.engine.EngineStats;
import io.cellar.engine.Latency;
import io.cellar.engine.Measures;
import io.cellar.engine.Measures.FilesetMeasures;
import io.cellar.engine.Measures.Stage;
import io.cellar.engine.stage.TimerSummary;
import io.cellar.engine.stage.Timers;
import io.cellar.ui.words.Figures;
import io.cellar.ui.words.Words;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured, in words. Toolkit-free. */
final class MeasureText {
  /** Stages in the order in which a block passes them, and their names in the message bundle. */
  private static final Map<String, String> STAGES = new LinkedHashMap<>();

  static {
    STAGES.put(Timers.READING, "stats.stage.fetch");
    STAGES.put(Timers.POP_READBUFFER, "stats.stage.waitDecode");
    STAGES.put(Timers.USERFUNCTION, "stats.stage.decode");
    STAGES.put(Timers.INSERT_COMPUTEBUFFER, "stats.stage.waitWrite");
    STAGES.put(Timers.WRITING, "stats.stage.write");
  }

  private MeasureText() {}

  /** Those stages that are shown, in the order in which a block passes them. */
  static List<Stage> stages(Measures measures) {
    List<String> order = List.copyOf(STAGES.keySet());
    return measures.stages().stream()
        .filter(s -> STAGES.containsKey(s.name()))
        .sorted(Comparator.comparingInt(s -> order.indexOf(s.name())))
        .toList();
  }

  /** The name of a stage that is shown. */
  static String stage(String name) {
    return Words.of(STAGES.get(name));
  }

  /** How long a stage took: {@code 82 ms, 1,204 times}. */
  static String stage(TimerSummary summary) {
    return Words.of(
        "stats.stageValue", Figures.seconds(summary.median()), Figures.count(summary.n()));
  }

  /** Median and 95th percentile: {@code 82 ms, 310 ms}. */
  static String latency(Latency latency) {
    return latency.requests() == 0
        ? Words.of("stats.noLatency")
        : Words.of(
            "stats.latencyValue",
            Figures.seconds(latency.median()),
            Figures.seconds(latency.p95()));
  }

  /** Share of looks into memory that found the block. */
  static String memoryHits(CacheStats memory) {
    return share(memory.hits(), memory.hits() + memory.misses());
  }

  /** Share of blocks that came from disk and not over the network. */
  static String diskHits(EngineStats stats) {
    return share(stats.readFromDisk(), stats.readFromDisk() + stats.fetched());
  }

  private static String share(long part, long all) {
    return all == 0 ? Words.of("stats.noLatency") : Figures.percent((double) part / all);
  }

  /** What a level gave: {@code 1,204 fetched, 340 from disk}. */
  static String level(FilesetMeasures level) {
    return Words.of(
        "stats.levelValue",
        Figures.count(level.fetched()),
        Figures.bytes(level.bytes()),
        Figures.count(level.fromDisk()));
  }
}

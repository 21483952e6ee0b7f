package io.cellar.engine;

import io.cellar.engine.stage.TimerSummary;
import java.util.List;
import java.util.Map;

/**
 * What the engine has measured, at one moment. Sorting some thousand durations makes it dearer than
 * {@link EngineStats}: to be taken about once a second.
 *
 * @param latency of all requests of the last minute that were answered with a body
 * @param hosts by scheme, name and port
 * @param filesets by the number that the engine gave
 * @param stages of the pipeline that have been passed, in order of their names
 */
public record Measures(
    Latency latency,
    Map<String, HostMeasures> hosts,
    Map<Integer, FilesetMeasures> filesets,
    List<Stage> stages) {

  /** Nothing measured yet. */
  public static final Measures NONE = new Measures(Latency.NONE, Map.of(), Map.of(), List.of());

  public Measures {
    hosts = Map.copyOf(hosts);
    filesets = Map.copyOf(filesets);
    stages = List.copyOf(stages);
  }

  /**
   * One host.
   *
   * @param blocks bodies received since the engine started
   * @param bytes of those
   */
  public record HostMeasures(Latency latency, long blocks, long bytes) {}

  /**
   * One fileset, which is one level of a volume.
   *
   * @param fetched bodies received since the engine started
   * @param bytes of those
   * @param fromDisk blocks read from disk
   */
  public record FilesetMeasures(long fetched, long bytes, long fromDisk) {}

  /**
   * One stage of the pipeline.
   *
   * @param name one of the names in {@link io.cellar.engine.stage.Timers}
   * @param summary of what succeeded
   */
  public record Stage(String name, TimerSummary summary) {}
}

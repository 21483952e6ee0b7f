package io.cellar.cli;

import io.cellar.description.DescriptionException;
import io.cellar.engine.EngineSettings;
import io.cellar.input.Redaction;
import io.cellar.job.BlockOrder;
import io.cellar.job.folder.JobSpec;
import io.cellar.job.style.ConcurrencyStyle;
import io.cellar.job.work.JobDraft;
import io.cellar.job.work.OpenedVolume;
import io.cellar.session.ConsentRequiredException;
import io.cellar.session.Volumes;
import io.cellar.volume.Level;
import io.cellar.volume.MultiLevelVolume;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What region of which volume is fetched and how: the same for a fetch and for a job. */
final class RegionOptions {
  @Parameters(
      paramLabel = "LOCATION",
      description = "Image, description or cache: a file, a folder or an address.")
  private String location;

  @Option(
      names = "--allow-outside",
      description = "Agree to a cache folder outside the description's own folder.")
  private boolean allowOutside;

  @Option(names = "--roi", paramLabel = "R", description = "The box; default the whole view.")
  private String roi;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      description = "Open requests at a time, 1 to 256, or auto (default).")
  private String parallel = "auto";

  @Option(names = "--rate", paramLabel = "RATE", description = "At most so fast, such as 20MB/s.")
  private String rate;

  @Option(
      names = "--order",
      paramLabel = "ORDER",
      description = "centre (default), scan or coarse.")
  private BlockOrder order = BlockOrder.CENTRE;

  @Option(
      names = "--wait-for-host",
      paramLabel = "TIME",
      description = "How long to wait for a host that is away (default 10m).")
  private String waitForHost;

  @Option(
      names = "--write-empty",
      description =
          "Write files of the fill value for blocks that are empty in the source, so that other "
              + "programs find them; else these need no files.")
  private boolean writeEmpty;

  /** What was typed, as it may be shown. */
  String shown() {
    return Redaction.address(location);
  }

  /** The consent that was given. */
  boolean allowOutside() {
    return allowOutside;
  }

  boolean writeEmpty() {
    return writeEmpty;
  }

  /** Open requests at a time; 0: as many as pays. */
  int requests() {
    return NetworkOptions.parallel(parallel);
  }

  /** What the process has once, with as many requests as were asked for. */
  Volumes volumes(Optional<ConcurrencyStyle> style) throws IOException {
    int requests = requests();
    if (style.isEmpty()) {
      return Volumes.forCommand(requests);
    }
    int processors = Runtime.getRuntime().availableProcessors();
    return Volumes.forCommand(
        usual -> {
          EngineSettings settings = style.get().settings(usual, processors);
          return requests > 0 ? settings.withParallel(requests) : settings;
        });
  }

  /** Refuses what cannot be, before anything is opened. */
  void check() {
    requests();
    bytesPerSecond();
    waitForHost();
  }

  private OptionalLong bytesPerSecond() {
    return rate == null ? OptionalLong.empty() : OptionalLong.of(Rates.parse(rate));
  }

  private Duration waitForHost() {
    return Durations.parse("--wait-for-host", waitForHost).orElse(Duration.ofMinutes(10));
  }

  /** Finds the volume; nothing of it is open yet. */
  OpenedVolume.Found find(Volumes volumes)
      throws DescriptionException, IOException, InterruptedException, ConsentRequiredException {
    return OpenedVolume.find(volumes, location, allowOutside, false);
  }

  /** The levels that were asked for, which exist, the finest first. */
  List<Integer> levels(MultiLevelVolume volume, List<Integer> asked) {
    TreeSet<Integer> levels = new TreeSet<>(asked.isEmpty() ? List.of(0) : asked);
    for (int level : levels) {
      VolumeOptions.pick(volume, level, shown());
    }
    return List.copyOf(levels);
  }

  /**
   * The region.
   *
   * @param levels the region was typed in voxels of the first of them
   * @return in view coordinates of the finest level of all
   */
  Roi view(MultiLevelVolume volume, List<Integer> levels) {
    Level level = volume.levels().get(levels.getFirst());
    Roi own = VolumeOptions.roi(roi, level.volume());
    if (own.isEmpty()) {
      throw new CommandException(ExitCode.USAGE, "--roi " + roi + ": there are no voxels in it");
    }
    return level.overFinest(own, volume.finest());
  }

  /** As a job is called by itself: two levels of a volume are told apart. */
  private static String named(MultiLevelVolume volume, List<Integer> levels) {
    if (volume.levels().size() == 1) {
      return volume.name();
    }
    String numbers = levels.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return volume.name() + " (" + (levels.size() == 1 ? "level " : "levels ") + numbers + ")";
  }

  /**
   * The job that this is.
   *
   * @param name what it is called; empty: as the volume is, and its levels
   * @param workers for how many workers its shards are cut
   * @param style how it is worked on; empty: as usual
   */
  JobDraft draft(
      String name,
      OpenedVolume volume,
      List<Integer> levels,
      int workers,
      boolean retryAbsent,
      Optional<ConcurrencyStyle> style) {
    return new JobDraft(
        name.isBlank() ? named(volume.volume(), levels) : name,
        List.of(new JobDraft.Wish(volume, view(volume.volume(), levels), levels)),
        order,
        requests(),
        bytesPerSecond(),
        true,
        retryAbsent,
        writeEmpty,
        waitForHost(),
        JobSpec.LEASE,
        workers,
        style.map(ConcurrencyStyle::singleBlockComputeWorkers).orElse(false),
        style.map(ConcurrencyStyle::fields).orElse(Map.of()));
  }
}

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

/** What region of which volume is fetched and how: the same for a fetch and for a job. */
final class RegionOptions {
  private final Value<String> location;
  private final Value<Boolean> allowOutside;
  private final Value<String> roi;
  private final Value<String> parallel;
  private final Value<String> rate;
  private final Value<BlockOrder> order;
  private final Value<String> waitForHost;
  private final Value<Boolean> writeEmpty;

  RegionOptions(Options options) {
    location = options.location();
    allowOutside =
        options.flag(
            "--allow-outside", "Agree to a cache folder outside the description's own folder.");
    roi = options.text("--roi", "R", "The box; default the whole view.");
    parallel =
        options.withDefault(
            "--parallel", "N", "auto", "Open requests at a time, 1 to 256, or auto (default).");
    rate = options.text("--rate", "RATE", "At most so fast, such as 20MB/s.");
    order =
        options.withDefault(
            "--order", "ORDER", BlockOrder.CENTRE, "centre (default), scan or coarse.");
    waitForHost =
        options.text(
            "--wait-for-host", "TIME", "How long to wait for a host that is away (default 10m).");
    writeEmpty =
        options.flag(
            "--write-empty",
            "Write files of the fill value for blocks that are empty in the source, so that other "
                + "programs find them; else these need no files.");
  }

  /** What was typed, as it may be shown. */
  String shown() {
    return Redaction.address(location.get());
  }

  /** The consent that was given. */
  boolean allowOutside() {
    return allowOutside.get();
  }

  boolean writeEmpty() {
    return writeEmpty.get();
  }

  /** Open requests at a time; 0: as many as pays. */
  int requests() {
    return NetworkOptions.parallel(parallel.get());
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
    return rate.get() == null ? OptionalLong.empty() : OptionalLong.of(Rates.parse(rate.get()));
  }

  private Duration waitForHost() {
    return Durations.parse("--wait-for-host", waitForHost.get()).orElse(Duration.ofMinutes(10));
  }

  /** Finds the volume; nothing of it is open yet. */
  OpenedVolume.Found find(Volumes volumes)
      throws DescriptionException, IOException, InterruptedException, ConsentRequiredException {
    return OpenedVolume.find(volumes, location.get(), allowOutside.get(), false);
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
    Roi own = VolumeOptions.roi(roi.get(), level.volume());
    if (own.isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE, "--roi " + roi.get() + ": there are no voxels in it");
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
        order.get(),
        requests(),
        bytesPerSecond(),
        true,
        retryAbsent,
        writeEmpty.get(),
        waitForHost(),
        JobSpec.LEASE,
        workers,
        style.map(ConcurrencyStyle::singleBlockComputeWorkers).orElse(false),
        style.map(ConcurrencyStyle::fields).orElse(Map.of()));
  }
}

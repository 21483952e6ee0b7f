package io.cellar.cli;

import io.cellar.engine.stage.Timers;
import io.cellar.input.Json;
import io.cellar.job.BlockOrder;
import io.cellar.job.FetchOptions;
import io.cellar.job.FetchProgress;
import io.cellar.job.FetchState;
import io.cellar.job.RegionFetch;
import io.cellar.session.VolumeSession;
import io.cellar.session.Volumes;
import io.cellar.volume.Amounts;
import io.cellar.volume.Level;
import io.cellar.volume.Roi;
import io.cellar.volume.VolumeDescription;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cellar fetch}: downloads what is missing of a box. */
@Command(
    name = "fetch",
    mixinStandardHelpOptions = true,
    description = "Downloads what is missing; a second run goes on where the first one ended.")
final class FetchCommand implements Callable<Integer> {
  private static final int LONGEST_END_SECONDS = 20;

  private final Console console;

  @Mixin private VolumeOptions volumeOptions;

  @Option(names = "--roi", paramLabel = "R", description = "The box; default the whole view.")
  private String roiText;

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

  @Option(names = "--timings", description = "Print how long each stage took.")
  private boolean timings;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  FetchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws Exception {
    FetchOptions options =
        FetchOptions.impatient(
                order,
                Durations.parse("--wait-for-host", waitForHost).orElse(Duration.ofMinutes(10)))
            .withWriteEmpty(writeEmpty)
            .withRate(rate == null ? OptionalLong.empty() : OptionalLong.of(Rates.parse(rate)));
    long start = System.nanoTime();
    try (Volumes volumes = Volumes.forCommand(NetworkOptions.parallel(parallel))) {
      Level level = volumeOptions.describe(volumes);
      VolumeDescription volume = level.volume();
      if (!volume.isRemote()) {
        throw new CommandException(
            ExitCode.USAGE,
            (volume.isOriginal()
                    ? "these are files of your own, there is nothing to fetch: "
                    : "a local fileset has nothing to fetch from: ")
                + volumeOptions.shown());
      }
      Roi roi = VolumeOptions.roi(roiText, volume);
      ExitCode code;
      try (VolumeSession session = volumes.open(level, false);
          RegionFetch fetch = RegionFetch.start(session, volume.name(), roi, options)) {
        code = finished(watch(fetch));
      }
      VolumeOptions.tellNotes(volume, console);
      if (timings) {
        Timers timers = volumes.timers();
        timers.record(Timers.WALLTIME, System.nanoTime() - start);
        console.message(timers.report(1));
      }
      return code.code();
    }
  }

  /** Waits for the end; tells the progress meanwhile. */
  private FetchProgress watch(RegionFetch fetch) throws Exception {
    try (ProgressLine line = new ProgressLine(console, () -> words(fetch.progress()))) {
      return fetch.done().get();
    } catch (InterruptedException e) {
      console.message("cellar: interrupted");
      fetch.cancel();
      return fetch.done().get(LONGEST_END_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static String words(FetchProgress p) {
    String left = p.timeLeft().map(t -> ", " + Amounts.duration(t) + " left").orElse("");
    String waiting =
        switch (p.state()) {
          case WAITING_FOR_HOST -> ", waiting for the host";
          case WAITING_FOR_SPACE -> ", waiting for space on the disk";
          default -> "";
        };
    return String.format(
        "%s of %s blocks, %s failed, %s%s%s",
        Amounts.count(p.done()),
        Amounts.count(p.blocks()),
        Amounts.count(p.failed()),
        Amounts.rate(p.bytesPerSecond()),
        left,
        waiting);
  }

  /**
   * Such as {@code 8 blocks failed: refused; the first: http://…: the server answered 402}; without
   * an example that ended the fetch, and so is told anyway.
   */
  private static String failures(String cause, long count, FetchProgress p) {
    String end = p.stoppedBy().map(Throwable::getMessage).orElse("");
    String example = p.examples().getOrDefault(cause, "");
    String many = count == 1 ? "1 block failed: " : Amounts.count(count) + " blocks failed: ";
    return many + cause + (end.contains(example) ? "" : "; the first: " + example);
  }

  private ExitCode finished(FetchProgress p) {
    Map<String, Object> summary =
        new LinkedHashMap<>(
            Json.object(
                "blocks", p.blocks(),
                "fetched", p.fetched(),
                "skipped", p.skipped(),
                "empty", p.empty(),
                "absent", p.absent(),
                "failed", p.failed(),
                "bytes", p.bytes(),
                "seconds", Math.round(p.seconds() * 1000) / 1000.0,
                "not_tried", p.notTried()));
    if (writeEmpty) {
      summary.put("empty_bytes_written", p.emptyBytes());
    }
    if (json) {
      console.json(summary);
    } else {
      summary.forEach((name, value) -> console.result(name.replace('_', ' ') + ": " + value));
    }
    p.failures().forEach((cause, count) -> console.message(failures(cause, count, p)));
    if (p.state() == FetchState.CANCELLED) {
      return ExitCode.INTERRUPTED;
    }
    if (p.stoppedBy().isPresent()) {
      return Failures.report(p.stoppedBy().get(), console);
    }
    return p.failed() > 0 ? ExitCode.BLOCKS_MISSING : ExitCode.FINE;
  }
}

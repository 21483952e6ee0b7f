package io.cellar.cli;

import io.cellar.input.Json;
import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.JobList;
import io.cellar.job.folder.JobSpec;
import io.cellar.job.style.ConcurrencyStyle;
import io.cellar.job.style.StyleFile;
import io.cellar.job.work.JobDraft;
import io.cellar.job.work.OpenedVolume;
import io.cellar.session.Volumes;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code cellar jobs add}: makes a job of a region. */
@Command(
    name = "add",
    mixinStandardHelpOptions = true,
    description = "Makes a job of a region, and sets a worker on it; prints the job's folder.")
final class JobsAddCommand implements Callable<Integer> {
  private final Console console;
  private final JobList list;

  @Mixin private RegionOptions region;

  @Option(
      names = "--level",
      paramLabel = "N",
      description =
          "Level of a multi-level volume, 0 the finest; may be given several times. The region is"
              + " in voxels of the finest of them (default 0).")
  private List<Integer> levels = new ArrayList<>();

  @Option(
      names = "--on",
      paramLabel = "WHERE",
      description = "background (default): goes on by itself; here: until this command ends.")
  private String where = "background";

  @Option(names = "--workers", paramLabel = "N", description = BackgroundWorkers.HOW_MANY)
  private Integer workers;

  @Option(names = "--name", paramLabel = "S", description = "What to call it.")
  private String name = "";

  @Option(names = "--paused", description = "Make it only; 'cellar jobs resume' sets a worker on.")
  private boolean paused;

  @Option(
      names = "--retry-absent",
      description = "Ask anew for blocks that the server did not have before.")
  private boolean retryAbsent;

  @Option(
      names = "--style",
      paramLabel = "FILE",
      description = "How it is worked on: a JSON object such as {\"numReadWorkers\": 8}.")
  private Path style;

  @Option(names = "--json", description = "Print one JSON object.")
  private boolean json;

  JobsAddCommand(Console console, JobList list) {
    this.console = console;
    this.list = list;
  }

  @Override
  public Integer call() throws Exception {
    region.check();
    BackgroundWorkers.check(workers);
    boolean here = isHere();
    Optional<ConcurrencyStyle> how = style(style);
    checkTogether(here, how);
    JobFolder job = made(how);
    if (json) {
      console.json(
          Json.object(
              "id", job.spec().id(),
              "name", job.spec().name(),
              "folder", job.path().toString(),
              "total_blocks", job.spec().blocks(),
              "shards", job.spec().shards()));
    } else {
      console.result(job.path().toString());
    }
    if (paused) {
      console.message(
          job.spec().name() + ": is made; to begin: cellar jobs resume " + job.spec().id());
      return ExitCode.FINE.code();
    }
    return (here
            ? JobsRunCommand.run(console, job, region.allowOutside(), json)
            : new BackgroundWorkers(console)
                .start(job, BackgroundWorkers.count(workers, job), region.allowOutside()))
        .code();
  }

  private boolean isHere() {
    return switch (where.toLowerCase(Locale.ROOT)) {
      case "here" -> true;
      case "background" -> false;
      default ->
          throw new CommandException(
              ExitCode.USAGE, "--on " + where + ": expected here or background");
    };
  }

  /** Refuses what says the same thing twice, or of which one half would be passed over. */
  private void checkTogether(boolean here, Optional<ConcurrencyStyle> how) {
    if (here && paused) {
      throw new CommandException(
          ExitCode.USAGE,
          "--paused with --on here: a job that is only made is not worked on here; leave out one");
    }
    if (here && workers != null) {
      throw new CommandException(
          ExitCode.USAGE,
          "--workers with --on here: workers are for the background; leave out one, or say with"
              + " --style how many processes there are");
    }
    if (workers != null && how.map(BackgroundWorkers::processes).orElse(0) > 0) {
      throw new CommandException(
          ExitCode.USAGE,
          "--workers with --style: the style says how many processes there are; leave out one");
    }
  }

  /** The style of a file; empty when none was named. */
  static Optional<ConcurrencyStyle> style(Path file) {
    try {
      return Optional.ofNullable(file)
          .map(f -> StyleFile.read(f, Runtime.getRuntime().availableProcessors()));
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, "--style: " + e.getMessage(), e);
    }
  }

  private JobFolder made(Optional<ConcurrencyStyle> how) throws Exception {
    try (Volumes volumes = Volumes.forCommand(region.requests())) {
      OpenedVolume.Found found = region.find(volumes);
      List<Integer> wanted = region.levels(found.volume(), levels);
      try (OpenedVolume volume = found.open(volumes, wanted, false)) {
        JobDraft draft = region.draft(name, volume, wanted, cutFor(how), retryAbsent, how);
        return list.create(found.volume().finest().cache().root(), spec(draft));
      }
    }
  }

  /** For how many workers shards are cut. */
  private int cutFor(Optional<ConcurrencyStyle> how) {
    return Math.max(workers == null ? 1 : workers, how.map(BackgroundWorkers::processes).orElse(0));
  }

  private static JobSpec spec(JobDraft draft) throws IOException {
    Instant now = Instant.now();
    try {
      return draft.spec(JobSpec.newId(now), now);
    } catch (IllegalArgumentException e) { // an address that must not be kept, a name of none
      throw new CommandException(ExitCode.USAGE, e.getMessage(), e);
    }
  }
}

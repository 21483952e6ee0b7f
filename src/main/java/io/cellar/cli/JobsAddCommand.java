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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** {@code cellar jobs add}: makes a job of a region. */
final class JobsAddCommand implements Callable<Integer> {
  private final Options options =
      new Options(
          "add", "Makes a job of a region, and sets a worker on it; prints the job's folder.");

  private final Console console;
  private final JobList list;

  private final RegionOptions region = new RegionOptions(options);

  private final Value<List<Integer>> levels =
      options.values(
          "--level",
          "N",
          Integer.class,
          "Level of a multi-level volume, 0 the finest; may be given several times. The region is"
              + " in voxels of the finest of them (default 0).");

  private final Value<String> where =
      options.withDefault(
          "--on",
          "WHERE",
          "background",
          "background (default): goes on by itself; here: until this command ends.");

  private final Value<Integer> workers =
      options.value("--workers", "N", Integer.class, BackgroundWorkers.HOW_MANY);

  private final Value<String> name = options.withDefault("--name", "S", "", "What to call it.");

  private final Value<Boolean> paused =
      options.flag("--paused", "Make it only; 'cellar jobs resume' sets a worker on.");

  private final Value<Boolean> retryAbsent =
      options.flag("--retry-absent", "Ask anew for blocks that the server did not have before.");

  private final Value<Path> style =
      options.path(
          "--style", "FILE", "How it is worked on: a JSON object such as {\"numReadWorkers\": 8}.");

  private final Value<Boolean> json = options.json();

  JobsAddCommand(Console console, JobList list) {
    this.console = console;
    this.list = list;
  }

  CommandLine line() {
    return options.line(this);
  }

  @Override
  public Integer call() throws Exception {
    region.check();
    BackgroundWorkers.check(workers.get());
    boolean here = isHere();
    Optional<ConcurrencyStyle> how = style(style.get());
    checkTogether(here, how);
    JobFolder job = made(how);
    if (json.get()) {
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
    if (paused.get()) {
      console.message(
          job.spec().name() + ": is made; to begin: cellar jobs resume " + job.spec().id());
      return ExitCode.FINE.code();
    }
    return (here
            ? JobsRunCommand.run(console, job, region.allowOutside(), json.get())
            : new BackgroundWorkers(console)
                .start(job, BackgroundWorkers.count(workers.get(), job), region.allowOutside()))
        .code();
  }

  private boolean isHere() {
    return switch (where.get().toLowerCase(Locale.ROOT)) {
      case "here" -> true;
      case "background" -> false;
      default ->
          throw new CommandException(
              ExitCode.USAGE, "--on " + where.get() + ": expected here or background");
    };
  }

  /** Refuses what says the same thing twice, or of which one half would be passed over. */
  private void checkTogether(boolean here, Optional<ConcurrencyStyle> how) {
    if (here && paused.get()) {
      throw new CommandException(
          ExitCode.USAGE,
          "--paused with --on here: a job that is only made is not worked on here; leave out one");
    }
    if (here && workers.get() != null) {
      throw new CommandException(
          ExitCode.USAGE,
          "--workers with --on here: workers are for the background; leave out one, or say with"
              + " --style how many processes there are");
    }
    if (workers.get() != null && how.map(BackgroundWorkers::processes).orElse(0) > 0) {
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
      List<Integer> wanted = region.levels(found.volume(), levels.get());
      try (OpenedVolume volume = found.open(volumes, wanted, false)) {
        JobDraft draft =
            region.draft(name.get(), volume, wanted, cutFor(how), retryAbsent.get(), how);
        return list.create(found.volume().finest().cache().root(), spec(draft));
      }
    }
  }

  /** For how many workers shards are cut. */
  private int cutFor(Optional<ConcurrencyStyle> how) {
    return Math.max(
        workers.get() == null ? 1 : workers.get(), how.map(BackgroundWorkers::processes).orElse(0));
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

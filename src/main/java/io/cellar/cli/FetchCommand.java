package io.cellar.cli;

import io.cellar.engine.stage.Timers;
import io.cellar.job.folder.JobFailure;
import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.JobList;
import io.cellar.job.folder.ShardCounts;
import io.cellar.job.style.ConcurrencyStyle;
import io.cellar.job.work.JobDraft;
import io.cellar.job.work.OpenedJob;
import io.cellar.job.work.OpenedVolume;
import io.cellar.job.work.ShardSource;
import io.cellar.job.work.Worker;
import io.cellar.session.Volumes;
import io.cellar.volume.Level;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/**
 * {@code cellar fetch}: downloads what is missing of a box. It is a job of one region, and this
 * command its worker.
 */
final class FetchCommand implements Callable<Integer> {
  private final Options options =
      new Options(
          "fetch", "Downloads what is missing; a second run goes on where the first one ended.");

  private final Console console;
  private final JobList list;

  private final RegionOptions region = new RegionOptions(options);

  private final Value<Integer> level =
      options.withDefault(
          "--level",
          "N",
          0,
          "Level of a multi-level volume, 0 the finest (default ${DEFAULT-VALUE}).");

  private final Value<Path> failures =
      options.path(
          "--failures",
          "FILE",
          "List the blocks that could not be had in a file, a JSON object a line.");

  private final Value<Path> styleFile =
      options.path(
          "--style", "FILE", "How it is worked on: a JSON object such as {\"numReadWorkers\": 8}.");

  private final Value<Boolean> timings =
      options.flag("--timings", "Print how long each stage took.");

  private final Value<Boolean> json = options.json();

  FetchCommand(Console console, JobList list) {
    this.console = console;
    this.list = list;
  }

  CommandLine line() {
    return options.line(this);
  }

  @Override
  public Integer call() throws Exception {
    region.check();
    Optional<ConcurrencyStyle> style = JobsAddCommand.style(styleFile.get());
    long start = System.nanoTime();
    try (Volumes volumes = region.volumes(style)) {
      OpenedVolume.Found found = region.find(volumes);
      List<Integer> levels = region.levels(found.volume(), List.of(level.get()));
      Level only = found.volume().levels().get(levels.getFirst());
      if (failures.get() != null) {
        FailureList.requireWritable(failures.get(), found.volume().levels());
      }
      ExitCode code;
      try (OpenedVolume volume = found.open(volumes, levels, false)) {
        JobDraft draft = region.draft("", volume, levels, 1, false, style);
        boolean others = style.isPresent() && style.get().computeWorkerKind().isSeparate();
        code = others ? fetchByOthers(draft) : fetch(draft, volume);
      }
      code = code.or(CommandParts.closed(volumes.shutdown(), console));
      VolumeOptions.tellNotes(only.volume(), console);
      if (timings.get()) {
        Timers timers = volumes.timers();
        timers.record(Timers.WALLTIME, System.nanoTime() - start);
        console.message(timers.report(1));
      }
      return code.code();
    }
  }

  private ExitCode fetch(JobDraft draft, OpenedVolume volume) throws Exception {
    FetchFolder folder = new FetchFolder(draft, list);
    OpenedJob job = OpenedJob.of(folder.spec(), List.of(volume));
    Worker own =
        folder.open(
            job.estimate().toFetch() > 0,
            source -> job.worker(source, "command", region.requests()));
    boolean whole = false;
    try {
      Foreground run = new Foreground(console, own, job);
      Worker.Outcome outcome = run.await();
      ExitCode code = finished(run, outcome, own);
      whole = code == ExitCode.FINE;
      if (!whole && folder.isListed()) {
        console.message("to go on: cellar jobs run " + folder.listedAs());
      }
      return code;
    } finally {
      folder.close(whole);
    }
  }

  /** Has workers in processes of their own do it. */
  private ExitCode fetchByOthers(JobDraft draft) throws Exception {
    FetchFolder folder = new FetchFolder(draft, list);
    boolean whole = false;
    try {
      JobFolder job = folder.openForOthers();
      ExitCode code = JobsRunCommand.run(console, job, region.allowOutside(), json.get());
      whole = code == ExitCode.FINE;
      if (failures.get() != null) {
        FailureList.write(failures.get(), job.listFailures());
      }
      return code;
    } finally {
      folder.close(whole);
    }
  }

  private ExitCode finished(Foreground run, Worker.Outcome outcome, Worker worker)
      throws IOException {
    ShardSource source = worker.source();
    ShardCounts counts = worker.counts();
    WorkSummary.print(
        WorkSummary.of(source.spec().blocks(), counts, run.seconds(), region.writeEmpty()),
        json.get(),
        console);
    Optional<Throwable> endedBy =
        outcome instanceof Worker.Outcome.Failed(Throwable why)
            ? Optional.of(why)
            : Optional.empty();
    WorkSummary.tellFailures(counts, endedBy, console);
    if (failures.get() != null) {
      List<JobFailure> all = new ArrayList<>(source.failures());
      all.addAll(worker.unfinished());
      FailureList.write(failures.get(), all);
    }
    if (outcome instanceof Worker.Outcome.Told told) {
      return Foreground.told(told.how(), console);
    }
    if (outcome instanceof Worker.Outcome.Failed failed) {
      return Failures.report(failed.why(), console);
    }
    if (outcome instanceof Worker.Outcome.Interrupted) {
      return ExitCode.INTERRUPTED;
    }
    return counts.failed() > 0 ? ExitCode.BLOCKS_MISSING : ExitCode.FINE;
  }
}

package io.cellar.cli;

import io.cellar.job.BlockOrder;
import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.JobList;
import io.cellar.job.folder.JobSpec;
import io.cellar.job.work.JobDraft;
import io.cellar.job.work.OpenedVolume;
import io.cellar.session.Volumes;
import io.cellar.settings.Folders;
import io.cellar.volume.VolumeDescription;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cellar jobs}: regions that are fetched by workers, whatever becomes of any of them. */
@Command(
    name = "jobs",
    mixinStandardHelpOptions = true,
    description = "Makes, lists and steers jobs.")
final class JobsCommand {
  private final Console console;

  JobsCommand(Console console) {
    this.console = console;
  }

  @Command(name = "add", mixinStandardHelpOptions = true, description = "Makes a job.")
  int add(
      @Parameters(paramLabel = "LOCATION") String location,
      @Option(names = "--roi") String roi,
      @Option(names = "--level", defaultValue = "0") int level,
      @Option(names = "--workers", defaultValue = "1") int workers,
      @Option(names = "--name", defaultValue = "") String name)
      throws Exception {
    try (Volumes volumes = Volumes.forCommand(0);
        OpenedVolume volume = OpenedVolume.open(volumes, location, false, false)) {
      VolumeDescription finest = volume.volume().finest();
      Instant now = Instant.now();
      JobSpec spec =
          new JobDraft(
                  name.isEmpty() ? finest.name() : name,
                  List.of(
                      new JobDraft.Wish(volume, VolumeOptions.roi(roi, finest), List.of(level))),
                  BlockOrder.CENTRE,
                  0,
                  OptionalLong.empty(),
                  true,
                  false,
                  false,
                  Duration.ofMinutes(10),
                  JobSpec.LEASE,
                  workers,
                  false,
                  Map.of())
              .spec(JobSpec.newId(now), now);
      JobFolder job = JobFolder.create(finest.cache().root(), spec);
      new JobList(Folders.standard().jobs()).add(job);
      console.result(job.path().toString());
      return ExitCode.FINE.code();
    }
  }

  @Command(name = "show", mixinStandardHelpOptions = true, description = "Tells how far a job is.")
  int show(@Parameters(paramLabel = "JOB") String name) throws Exception {
    JobFolder job = new JobList(Folders.standard().jobs()).find(name).require();
    console.result(job.look().text(Instant.now()));
    return ExitCode.FINE.code();
  }
}

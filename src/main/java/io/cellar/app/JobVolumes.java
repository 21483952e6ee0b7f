package io.cellar.app;

import io.cellar.description.DescriptionException;
import io.cellar.description.DescriptionFile;
import io.cellar.engine.SourceMode;
import io.cellar.input.Location;
import io.cellar.input.Redaction;
import io.cellar.job.folder.JobSpec;
import io.cellar.job.folder.JobVolume;
import io.cellar.job.work.OpenedJob;
import io.cellar.job.work.OpenedVolume;
import io.cellar.session.LevelSessions;
import io.cellar.session.Volumes;
import io.cellar.settings.SourceChoice;
import io.cellar.source.AllowedHosts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the volumes of jobs in the window's process: the same sessions as those on show, from where
 * the window takes its blocks, and only where the user has agreed that blocks are kept. Touches
 * disk and network. Thread-safe.
 */
final class JobVolumes {
  private static final Logger LOG = LoggerFactory.getLogger(JobVolumes.class);

  private final Volumes volumes;
  private final Memory memory;
  private final SampleVolume sample;

  /** Guarded by itself. */
  private final Set<LevelSessions> open = new HashSet<>();

  /**
   * Volumes of a process.
   *
   * @param memory knows what the user has agreed to, and where blocks come from
   */
  JobVolumes(Volumes volumes, Memory memory, SampleVolume sample) {
    this.volumes = volumes;
    this.memory = memory;
    this.sample = sample;
    memory.onChange(this::follow);
  }

  /**
   * Opens a job's volumes.
   *
   * @throws IOException also if the user has not agreed to where blocks would be kept, or a volume
   *     is another than the job was made for
   */
  OpenedJob open(JobSpec spec) throws DescriptionException, IOException, InterruptedException {
    List<OpenedVolume> own = new ArrayList<>();
    try {
      for (JobVolume volume : spec.volumes()) {
        own.add(open(volume));
      }
      return OpenedJob.of(spec, own);
    } catch (DescriptionException | IOException | InterruptedException | RuntimeException e) {
      own.reversed().forEach(OpenedVolume::close);
      throw e;
    }
  }

  private void close(LevelSessions sessions) {
    synchronized (open) {
      open.remove(sessions);
    }
    sessions.close();
  }

  private OpenedVolume open(JobVolume volume)
      throws DescriptionException, IOException, InterruptedException {
    String location = volume.location();
    AllowedHosts hosts = servers(volume);
    DescriptionFile file = read(volume);
    if (!outsideIsAgreed(file)) {
      throw new IOException(
          "its blocks would be kept outside its own folder ("
              + String.join(", ", file.outside().stream().map(Path::toString).toList())
              + "), to which you have not agreed: "
              + Redaction.address(location)
              + "; open it in the window, where you are asked");
    }
    LevelSessions sessions = volumes.openAll(volumes.usable(file), false, hosts);
    synchronized (open) {
      open.add(sessions);
    }
    follow(sessions);
    return new OpenedVolume(
        location,
        file.sha256(),
        sessions.volume(),
        sessions.sessions(),
        hosts,
        () -> close(sessions));
  }

  private AllowedHosts servers(JobVolume volume) {
    return OpenedVolume.servers(volume, memory.servers(volume.location()));
  }

  private DescriptionFile read(JobVolume volume)
      throws DescriptionException, IOException, InterruptedException {
    if (isSample(volume.location())) {
      sample.description(); // its server has to run
    }
    return volumes.read(volume.location(), isCacheOnly(), servers(volume));
  }

  private boolean outsideIsAgreed(DescriptionFile file) {
    return sample.is(file.file())
        || file.outside().stream().allMatch(p -> memory.agreed(file.file(), p));
  }

  /**
   * Whether caches outside the folders of a job's descriptions are agreed to, for workers that do
   * not know the window's consents.
   */
  boolean mayLieOutside(JobSpec spec)
      throws DescriptionException, IOException, InterruptedException {
    boolean outside = false;
    for (JobVolume volume : spec.volumes()) {
      DescriptionFile file = read(volume);
      if (!outsideIsAgreed(file)) {
        return false;
      }
      outside |= !file.outside().isEmpty();
    }
    return outside;
  }

  /** True if a job needs the built-in sample, which there is only as long as the window. */
  boolean needsWindow(JobSpec spec) {
    return spec.volumes().stream().anyMatch(volume -> isSample(volume.location()));
  }

  private boolean isSample(String location) {
    try {
      return Location.parse(location) instanceof Location.OnDisk(Path path) && sample.has(path);
    } catch (IllegalArgumentException _) {
      return false;
    }
  }

  private boolean isCacheOnly() {
    return memory.settings().source() == SourceChoice.CACHE_ONLY;
  }

  private void follow() {
    synchronized (open) {
      open.forEach(this::follow);
    }
  }

  /** What is on show too has been told by the window already. */
  private void follow(LevelSessions sessions) {
    SourceMode wanted = isCacheOnly() ? SourceMode.CACHE_ONLY : SourceMode.ONLINE;
    boolean differs = isCacheOnly() != (sessions.sourceMode() == SourceMode.CACHE_ONLY);
    if (differs && sessions.sourceModes().contains(wanted)) {
      LOG.debug("{}: {}", sessions.volume().name(), wanted);
      sessions.sourceMode(wanted);
    }
  }
}

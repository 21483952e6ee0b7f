package io.cellar.job.work;

import io.cellar.description.DescriptionException;
import io.cellar.description.DescriptionFile;
import io.cellar.input.Redaction;
import io.cellar.job.FetchTarget;
import io.cellar.job.folder.JobVolume;
import io.cellar.job.folder.UnusableJobException;
import io.cellar.session.ConsentRequiredException;
import io.cellar.session.KnownLocation;
import io.cellar.session.LevelSessions;
import io.cellar.session.NamedVolume;
import io.cellar.session.VolumeSession;
import io.cellar.session.Volumes;
import io.cellar.source.AllowedHosts;
import io.cellar.source.probe.VolumeLocation;
import io.cellar.volume.MultiLevelVolume;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A volume that was opened for a job.
 *
 * @param location where it is found again: an address, or an absolute path
 * @param sha256 of its description as it was read
 * @param volume all of its levels
 * @param sessions those of its levels that are open
 * @param hosts the servers that may be asked for it
 * @param end closes them
 */
public record OpenedVolume(
    String location,
    String sha256,
    MultiLevelVolume volume,
    List<VolumeSession> sessions,
    AllowedHosts hosts,
    Runnable end)
    implements AutoCloseable {

  public OpenedVolume {
    sessions = List.copyOf(sessions);
  }

  /** A volume of which all levels are open; they are closed with it. */
  public OpenedVolume(String location, String sha256, LevelSessions sessions, AllowedHosts hosts) {
    this(location, sha256, sessions.volume(), sessions.sessions(), hosts, sessions::close);
  }

  /**
   * A volume that something can be fetched of, not open yet.
   *
   * @param location where it is found again
   * @param sha256 of its description as it was read
   * @param volume all of its levels
   * @param hosts the servers that may be asked for it
   */
  public record Found(String location, String sha256, MultiLevelVolume volume, AllowedHosts hosts) {

    /** Opens all levels; who opened the same volume in this process shares them. */
    public OpenedVolume open(Volumes volumes, boolean offline) {
      return new OpenedVolume(location, sha256, volumes.openAll(volume, offline, hosts), hosts);
    }

    /** Opens some levels alone, in a process that has no other use of the volume. */
    public OpenedVolume open(Volumes volumes, List<Integer> levels, boolean offline) {
      List<VolumeSession> open = new ArrayList<>();
      Runnable end = () -> open.reversed().forEach(VolumeSession::close);
      try {
        for (int n : levels) {
          open.add(volumes.open(volume.levels().get(n), offline, hosts));
        }
        return new OpenedVolume(location, sha256, volume, open, hosts, end);
      } catch (RuntimeException e) {
        end.run();
        throw e;
      }
    }
  }

  /**
   * Finds a volume. Touches the disk and, unless offline, the network.
   *
   * @param location as commands take it
   * @param allowOutside whether a cache outside the description's folder is agreed to
   * @param offline true when nothing may be requested
   * @throws UnusableJobException if there is nothing to fetch, since these are files on this
   *     computer
   */
  public static Found find(Volumes volumes, String location, boolean allowOutside, boolean offline)
      throws DescriptionException, IOException, InterruptedException, ConsentRequiredException {
    return find(volumes, location, volumes.servers(location), allowOutside, offline);
  }

  /** Finds the volume of a job; asks no server that {@link #servers} does not have. */
  static Found find(Volumes volumes, JobVolume wanted, boolean allowOutside, boolean offline)
      throws DescriptionException, IOException, InterruptedException, ConsentRequiredException {
    String location = wanted.location();
    AllowedHosts hosts = servers(wanted, volumes.servers(location));
    return find(volumes, location, hosts, allowOutside, offline);
  }

  /**
   * The servers that may be asked for a volume of a job: what the user has agreed to by now; what
   * the job says where nothing is known of that, since it was made elsewhere.
   *
   * @param agreed as the settings have it
   */
  public static AllowedHosts servers(JobVolume wanted, AllowedHosts agreed) {
    return agreed.or(new AllowedHosts(wanted.servers()));
  }

  private static Found find(
      Volumes volumes, String location, AllowedHosts hosts, boolean allowOutside, boolean offline)
      throws DescriptionException, IOException, InterruptedException, ConsentRequiredException {
    NamedVolume named = volumes.find(location, offline, hosts);
    DescriptionFile file = named.file();
    if (!file.outside().isEmpty() && !allowOutside) {
      throw new ConsentRequiredException(location, file.outside());
    }
    String known = KnownLocation.of(named.location(), file);
    MultiLevelVolume volume = volumes.usable(file);
    if (!volume.finest().isRemote()) {
      throw new UnusableJobException(
          (volume.finest().isOriginal()
                  ? "these are files of your own, there is nothing to fetch: "
                  : "a local fileset has nothing to fetch from: ")
              + Redaction.address(location));
    }
    return new Found(known, file.sha256(), volume, hosts);
  }

  /** Finds a volume, and opens all of its levels; see {@link #find}. */
  public static OpenedVolume open(
      Volumes volumes, String location, boolean allowOutside, boolean offline)
      throws DescriptionException, IOException, InterruptedException, ConsentRequiredException {
    return find(volumes, location, allowOutside, offline).open(volumes, offline);
  }

  /**
   * A region of it, as a job's description keeps it.
   *
   * @param view in view coordinates of the finest level
   * @param levels numbers of levels that there are
   * @throws IllegalArgumentException if its address holds what must not be kept
   */
  public JobVolume region(Roi view, List<Integer> levels) {
    if (!isKeepable()) {
      throw new IllegalArgumentException(
          "a job's folder must not keep the user name, password or query part of an address: "
              + Redaction.address(location)
              + "; put them into the credentials (Preferences, Credentials) and leave them out"
              + " here");
    }
    return kept(location, view, levels);
  }

  /** Whether there is nothing in its location that must not be kept. */
  public boolean isKeepable() {
    return !VolumeLocation.parse(location).isAddress()
        || Redaction.message(location).equals(location);
  }

  /** The same, without what must not be kept; the job cannot be opened again by it. */
  public JobVolume redacted(Roi view, List<Integer> levels) {
    return kept(Redaction.address(location), view, levels);
  }

  private JobVolume kept(String where, Roi view, List<Integer> levels) {
    return new JobVolume(where, volume.name(), shape(), sha256, view, levels, hosts.named());
  }

  private List<Long> shape() {
    return Arrays.stream(volume.finest().viewShape()).boxed().toList();
  }

  /**
   * The regions of the levels that a job is about.
   *
   * @param number place of the volume in the job
   * @throws UnusableJobException if it is another volume than the job was made for
   */
  List<ShardPlan.Region> regions(int number, JobVolume wanted) throws UnusableJobException {
    int levels = volume.levels().size();
    boolean same =
        wanted.shape().equals(shape()) && wanted.levels().stream().allMatch(n -> n < levels);
    if (!same || !wanted.sha256().equals(sha256)) {
      throw new UnusableJobException(
          "the volume is not the one that the job was made for ("
              + (same ? "its description was changed" : "its shape or levels are others")
              + "): "
              + Redaction.address(location)
              + "; make a new job of it");
    }
    return targets(wanted.view(), wanted.levels()).stream()
        .map(target -> new ShardPlan.Region(number, target))
        .toList();
  }

  /**
   * The same region of several levels.
   *
   * @param view in view coordinates of the finest level; other levels' voxels that it touches are
   *     whole in it
   * @param levels numbers of levels that are open
   */
  public List<FetchTarget> targets(Roi view, List<Integer> levels) {
    return levels.stream()
        .map(this::session)
        .map(s -> FetchTarget.of(s, s.level().covering(view, volume.finest().axes())))
        .toList();
  }

  private VolumeSession session(int level) {
    return sessions.stream()
        .filter(session -> session.level().number() == level)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("level " + level + " is not open"));
  }

  @Override
  public void close() {
    end.run();
  }
}

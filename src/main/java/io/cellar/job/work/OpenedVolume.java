package io.cellar.job.work;

import io.cellar.description.DescriptionException;
import io.cellar.description.DescriptionFile;
import io.cellar.input.Redaction;
import io.cellar.job.FetchTarget;
import io.cellar.job.folder.JobVolume;
import io.cellar.session.ConsentRequiredException;
import io.cellar.session.KnownLocation;
import io.cellar.session.LevelSessions;
import io.cellar.session.Volumes;
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
 * @param sessions its levels, closed by whoever opened it
 */
public record OpenedVolume(String location, String sha256, LevelSessions sessions)
    implements AutoCloseable {

  /**
   * Opens a volume. Touches the disk and, unless offline, the network.
   *
   * @param location as commands take it
   * @param allowOutside whether a cache outside the description's folder is agreed to
   * @param offline true when nothing may be requested
   * @throws IOException also if there is nothing to fetch, since these are files on this computer
   */
  public static OpenedVolume open(
      Volumes volumes, String location, boolean allowOutside, boolean offline)
      throws DescriptionException, IOException, InterruptedException, ConsentRequiredException {
    DescriptionFile file = volumes.read(location, offline);
    if (!file.outside().isEmpty() && !allowOutside) {
      throw new ConsentRequiredException(location, file.outside());
    }
    String known = KnownLocation.of(location, file);
    MultiLevelVolume volume = volumes.usable(file);
    if (!volume.finest().isRemote()) {
      throw new IllegalArgumentException(
          (volume.finest().isOriginal()
                  ? "these are files of your own, there is nothing to fetch: "
                  : "a local fileset has nothing to fetch from: ")
              + Redaction.address(location));
    }
    return new OpenedVolume(known, file.sha256(), volumes.openAll(volume, offline));
  }

  /**
   * A region of it, as a job's description keeps it.
   *
   * @param view in view coordinates of the finest level
   * @param levels numbers of levels that there are
   * @throws IllegalArgumentException if its address holds what must not be kept
   */
  public JobVolume region(Roi view, List<Integer> levels) {
    boolean address = VolumeLocation.parse(location).isAddress();
    if (address && !Redaction.address(location).equals(location)) {
      throw new IllegalArgumentException(
          "a job's folder must not keep the user name, password or query part of an address: "
              + Redaction.address(location)
              + "; put them into the credentials (Preferences, Credentials) and leave them out"
              + " here");
    }
    return kept(location, view, levels);
  }

  /** The same, without what must not be kept; the job cannot be opened again by it. */
  public JobVolume redacted(Roi view, List<Integer> levels) {
    return kept(Redaction.address(location), view, levels);
  }

  private JobVolume kept(String where, Roi view, List<Integer> levels) {
    return new JobVolume(where, sessions.volume().name(), shape(), sha256, view, levels);
  }

  private List<Long> shape() {
    return Arrays.stream(sessions.finest().description().viewShape()).boxed().toList();
  }

  /**
   * The regions of the levels that a job is about.
   *
   * @param number place of the volume in the job
   * @throws IOException if it is another volume than the job was made for
   */
  List<ShardPlan.Region> regions(int number, JobVolume wanted) throws IOException {
    int levels = sessions.sessions().size();
    boolean same =
        wanted.shape().equals(shape()) && wanted.levels().stream().allMatch(n -> n < levels);
    if (!same || !wanted.sha256().equals(sha256)) {
      throw new IOException(
          "the volume is not the one that the job was made for ("
              + (same ? "its description was changed" : "its shape or levels are others")
              + "): "
              + Redaction.address(location)
              + "; make a new job of it");
    }
    List<ShardPlan.Region> regions = new ArrayList<>();
    for (FetchTarget target : FetchTarget.of(sessions, wanted.view(), wanted.levels())) {
      regions.add(new ShardPlan.Region(number, target));
    }
    return regions;
  }

  @Override
  public void close() {
    sessions.close();
  }
}

package io.cellar.job.work;

import io.cellar.description.DescriptionException;
import io.cellar.job.folder.JobSpec;
import io.cellar.job.folder.JobVolume;
import io.cellar.session.ConsentRequiredException;
import io.cellar.session.VolumeSession;
import io.cellar.session.Volumes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A job whose volumes are open, so that its shards can be worked on. */
public final class OpenedJob implements AutoCloseable {
  private final JobSpec spec;
  private final List<OpenedVolume> volumes;
  private final ShardPlan plan;

  private OpenedJob(JobSpec spec, List<OpenedVolume> volumes) throws IOException {
    this.spec = spec;
    this.volumes = volumes;
    List<ShardPlan.Region> regions = new ArrayList<>();
    for (int n = 0; n < volumes.size(); n++) {
      regions.addAll(volumes.get(n).regions(n, spec.volumes().get(n)));
    }
    plan = new ShardPlan(regions, spec.order(), spec.shardBlocks());
    if (plan.blocks() != spec.blocks() || plan.shards() != spec.shards()) {
      throw new IOException(
          "the job has %d blocks in %d shards, but its volumes have %d in %d: make a new one"
              .formatted(spec.blocks(), spec.shards(), plan.blocks(), plan.shards()));
    }
  }

  /**
   * Opens the volumes of a job. Touches disk and network.
   *
   * @param allowOutside whether caches outside a description's folder are agreed to; what a job
   *     says of that does not count
   * @param offline true when nothing may be requested
   */
  public static OpenedJob open(Volumes process, JobSpec spec, boolean allowOutside, boolean offline)
      throws DescriptionException, IOException, InterruptedException, ConsentRequiredException {
    List<OpenedVolume> open = new ArrayList<>();
    try {
      for (JobVolume volume : spec.volumes()) {
        open.add(OpenedVolume.open(process, volume.location(), allowOutside, offline));
      }
      return new OpenedJob(spec, open);
    } catch (DescriptionException
        | IOException
        | InterruptedException
        | ConsentRequiredException
        | RuntimeException e) {
      open.forEach(OpenedVolume::close);
      throw e;
    }
  }

  /** A job of volumes that are open already; they are closed with it. */
  public static OpenedJob of(JobSpec spec, List<OpenedVolume> volumes) throws IOException {
    return new OpenedJob(spec, List.copyOf(volumes));
  }

  public ShardPlan plan() {
    return plan;
  }

  /**
   * What is done with each shard that is to be downloaded. The buffer time-outs hold where the job
   * has a style of its own.
   */
  public ShardTask task() {
    VolumeSession any = volumes.getFirst().sessions().finest();
    Optional<ConcurrencyStyle> style =
        Optional.of(spec.style()).filter(s -> !s.isEmpty()).map(ConcurrencyStyle::of);
    return new FetchTask(any.engine(), spec.fetchOptions(), spec.name(), style);
  }

  @Override
  public void close() {
    volumes.reversed().forEach(OpenedVolume::close);
  }
}

package io.cellar.job.work;

import io.cellar.description.DescriptionException;
import io.cellar.engine.EngineTime;
import io.cellar.job.FetchEstimate;
import io.cellar.job.FetchOptions;
import io.cellar.job.FetchTarget;
import io.cellar.job.folder.JobSpec;
import io.cellar.job.folder.JobVolume;
import io.cellar.job.folder.UnusableJobException;
import io.cellar.job.style.ConcurrencyStyle;
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
  private final List<FetchTarget> targets;
  private final ShardPlan plan;

  private OpenedJob(JobSpec spec, List<OpenedVolume> volumes) throws IOException {
    this.spec = spec;
    this.volumes = volumes;
    List<ShardPlan.Region> regions = new ArrayList<>();
    for (int n = 0; n < volumes.size(); n++) {
      regions.addAll(volumes.get(n).regions(n, spec.volumes().get(n)));
    }
    targets = regions.stream().map(ShardPlan.Region::target).toList();
    plan = new ShardPlan(regions, spec.order(), spec.shardBlocks());
    if (plan.blocks() != spec.blocks() || plan.shards() != spec.shards()) {
      throw new UnusableJobException(
          "the job has %d blocks in %d parts, but its volumes have %d in %d: make a new one"
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
        OpenedVolume.Found found = OpenedVolume.find(process, volume, allowOutside, offline);
        open.add(found.open(process, offline));
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

  /** What is known of its blocks, from memory. */
  public FetchEstimate estimate() {
    return FetchEstimate.of(targets);
  }

  /** The engine's clock. */
  public EngineTime time() {
    return volumes.getFirst().sessions().getFirst().time();
  }

  /**
   * A worker that downloads, which has not begun.
   *
   * @param shards where it takes its shards from
   * @param kind such as {@code window}, for people
   * @param slots most requests that this process has open at once; 0: it finds out
   */
  public Worker worker(ShardSource shards, String kind, int slots) {
    return new Worker(shards, plan, task(slots), kind);
  }

  /**
   * What is done with each shard that is to be downloaded. The buffer time-outs hold where the job
   * has a style of its own.
   */
  public ShardTask task() {
    return task(0);
  }

  private ShardTask task(int slots) {
    VolumeSession any = volumes.getFirst().sessions().getFirst();
    Optional<ConcurrencyStyle> style =
        Optional.of(spec.style()).filter(s -> !s.isEmpty()).map(ConcurrencyStyle::of);
    FetchOptions options = spec.fetchOptions().withLimits(spec.requests(), spec.bytesPerSecond());
    return new FetchTask(any.engine(), options, spec.name(), style, slots);
  }

  /** The volumes, in the order of the job. */
  public List<OpenedVolume> volumes() {
    return volumes;
  }

  @Override
  public void close() {
    volumes.reversed().forEach(OpenedVolume::close);
  }
}

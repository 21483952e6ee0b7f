package io.cellar.job.work;

import io.cellar.job.BlockOrder;
import io.cellar.job.folder.JobSpec;
import io.cellar.job.folder.JobVolume;
import io.cellar.job.style.ConcurrencyStyle;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * A job that is being made: the fields are those of {@link JobSpec}, in which its blocks have been
 * counted too.
 *
 * @param workers how many workers are asked for, for whom shards are cut
 */
public record JobDraft(
    String name,
    List<Wish> wishes,
    BlockOrder order,
    int requests,
    OptionalLong bytesPerSecond,
    boolean retryFailed,
    boolean retryAbsent,
    boolean writeEmpty,
    Duration waitForHost,
    Duration lease,
    int workers,
    boolean singleBlock,
    Map<String, Object> style) {

  /**
   * A region of an open volume.
   *
   * @param view in view coordinates of the finest level
   * @param levels numbers of the levels that are fetched
   */
  public record Wish(OpenedVolume volume, Roi view, List<Integer> levels) {}

  /**
   * Counts its blocks, in memory and in a moment, however many there are.
   *
   * @param id see {@link JobSpec#newId}
   * @throws IllegalArgumentException if an address holds what must not be kept
   */
  public JobSpec spec(String id, Instant now) throws IOException {
    return spec(id, now, false);
  }

  /**
   * The same.
   *
   * @param redacted whether addresses are kept without what must not be kept, so that nobody can go
   *     on with the job later
   */
  public JobSpec spec(String id, Instant now, boolean redacted) throws IOException {
    List<JobVolume> volumes = new ArrayList<>();
    List<ShardPlan.Region> regions = new ArrayList<>();
    for (Wish wish : wishes) {
      JobVolume volume =
          redacted
              ? wish.volume().redacted(wish.view(), wish.levels())
              : wish.volume().region(wish.view(), wish.levels());
      regions.addAll(wish.volume().regions(volumes.size(), volume));
      volumes.add(volume);
    }
    long blocks = new ShardPlan(regions, order, ShardPlan.SHARD_BLOCKS).blocks();
    int shardBlocks = singleBlock ? 1 : ShardPlan.shardBlocks(blocks, workers);
    return new JobSpec(
        id,
        name,
        now,
        volumes,
        order,
        blocks,
        new ShardPlan(regions, order, shardBlocks).shards(),
        shardBlocks,
        requests,
        bytesPerSecond,
        retryFailed,
        retryAbsent,
        writeEmpty,
        waitForHost,
        lease,
        downloading(),
        style);
  }

  /** How many of the workers download. */
  private int downloading() {
    if (style.isEmpty()) {
      return Math.max(1, workers);
    }
    ConcurrencyStyle how = ConcurrencyStyle.of(style);
    int children = how.children(Runtime.getRuntime().availableProcessors());
    return how.downloadsForWorkers() ? 1 : Math.max(1, Math.max(workers, children));
  }
}

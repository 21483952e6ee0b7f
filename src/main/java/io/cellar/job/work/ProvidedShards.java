package io.cellar.job.work;

import io.cellar.job.folder.JobFolder;
import io.cellar.job.folder.Offer;
import io.cellar.job.folder.ShardFiles.Taking;
import io.cellar.store.BlockReader;
import io.cellar.store.Coverage;
import java.io.IOException;
import java.util.BitSet;
import java.util.Optional;
import java.util.PrimitiveIterator;

/**
 * The shards of a folder as one sees them who downloads for workers that download nothing: a shard
 * is not ended but offered to them when it is on disk. No more are offered than are soon taken; so
 * many are the read buffer, and its time-outs hold.
 */
final class ProvidedShards extends FolderShards {
  private static final int OFFERED_EACH = 2;

  private final JobFolder job;
  private final ShardPlan plan;
  private final Children workers;
  private final OfferClocks clocks;
  private int offered;

  ProvidedShards(JobFolder job, ShardPlan plan, Children workers, OfferClocks clocks) {
    super(job, false, Taking.NOT_OFFERED, Optional.empty());
    this.job = job;
    this.plan = plan;
    this.workers = workers;
    this.clocks = clocks;
  }

  @Override
  public Optional<Long> claim(String worker) throws IOException {
    offered = job.shards().offered();
    return isFull() ? Optional.empty() : super.claim(worker);
  }

  private boolean isFull() {
    return offered >= OFFERED_EACH * workers.count();
  }

  @Override
  public boolean end(long shard, String worker, String attempt, ShardTask.End.Done done)
      throws IOException {
    job.failures().add(worker, done.failures());
    Offer offer = new Offer(attempt, done.counts(), without(plan.shard(shard)), done.results());
    return job.shards().offer(shard, worker, offer);
  }

  private static BitSet without(Shard shard) {
    BlockReader reader = shard.target().reader();
    BitSet without = new BitSet();
    PrimitiveIterator.OfLong blocks = reader.grid().blocksIn(shard.target().stored()).iterator();
    for (int place = 0; blocks.hasNext(); place++) {
      without.set(place, reader.coverage().get(blocks.nextLong()) != Coverage.State.AVAILABLE);
    }
    return without;
  }

  @Override
  public Optional<Worker.Outcome> look(Worker worker) throws IOException {
    Optional<Throwable> gone = workers.look();
    if (gone.isPresent()) {
      return gone.map(Worker.Outcome.Failed::new);
    }
    offered = job.shards().offered();
    boolean stands = !worker.words().isEmpty() && worker.isBusy();
    boolean empty = offered == 0 && worker.isBusy();
    return clocks
        .look(isFull(), empty, workers.living(), stands, worker.counts())
        .map(Worker.Outcome.Failed::new);
  }

  @Override
  public String waitsFor() {
    return isFull() ? "waiting for workers to take what was downloaded" : "waiting for workers";
  }
}

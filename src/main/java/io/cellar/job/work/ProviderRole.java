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
 * Downloads for workers that download nothing: a shard is offered to them when it is on disk. No
 * more are offered than are soon taken; so many are the read buffer, and its time-outs hold.
 */
final class ProviderRole implements WorkerRole {
  private static final int OFFERED_EACH = 2;

  private final JobFolder job;
  private final Children workers;
  private final OfferClocks clocks;
  private int offered;

  ProviderRole(JobFolder job, Children workers, OfferClocks clocks) {
    this.job = job;
    this.workers = workers;
    this.clocks = clocks;
  }

  @Override
  public Taking taking() {
    return Taking.NOT_OFFERED;
  }

  @Override
  public boolean mayBegin() throws IOException {
    offered = job.shards().offered();
    return !isFull();
  }

  private boolean isFull() {
    return offered >= OFFERED_EACH * workers.count();
  }

  @Override
  public boolean handOn(Shard shard, String worker, String attempt, ShardTask.End.Done done)
      throws IOException {
    Offer offer = new Offer(attempt, done.counts(), without(shard), done.results());
    return job.shards().offer(shard.number(), worker, offer);
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
    return clocks
        .look(isFull(), offered == 0 && worker.isBusy(), workers.living(), stands, worker.counts())
        .map(Worker.Outcome.Failed::new);
  }

  @Override
  public String waitsFor() {
    return isFull() ? "waiting for workers to take what was downloaded" : "waiting for workers";
  }
}

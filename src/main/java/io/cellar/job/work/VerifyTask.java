package io.cellar.job.work;

import io.cellar.input.Redaction;
import io.cellar.job.folder.JobFailure;
import io.cellar.job.folder.Offer;
import io.cellar.job.folder.ShardCounts;
import io.cellar.store.BlockVerifier.Finding;
import io.cellar.store.FilesetStore;
import io.cellar.thread.Threads;
import java.io.InterruptedIOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PrimitiveIterator;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Reads each block of a shard that was downloaded for this worker, and holds it against its
 * checksum. Asks no server for anything; a damaged block is put aside, so that whoever fetches the
 * region again finds it missing.
 */
final class VerifyTask implements ShardTask {

  /**
   * @param shard one that was offered
   */
  @Override
  public Run begin(Shard shard, String attempt, Runnable changed) {
    Running running = new Running(shard, attempt, changed);
    Threads.platform("cellar-verify", running::work).start();
    return running;
  }

  private static final class Running implements Run {
    private final Shard shard;
    private final String attempt;
    private final Runnable changed;
    private final Offer offer;
    private final FilesetStore store;
    private final long began = System.nanoTime();
    private final List<JobFailure> failures = new CopyOnWriteArrayList<>();
    private volatile boolean cancelled;
    private volatile long looked;
    private volatile End end;

    Running(Shard shard, String attempt, Runnable changed) {
      this.shard = shard;
      this.attempt = attempt;
      this.changed = changed;
      this.offer = shard.offer().orElseThrow();
      this.store = (FilesetStore) shard.target().reader();
    }

    void work() {
      try {
        end = look();
      } catch (InterruptedIOException | RuntimeException | Error e) {
        end = new End.Stopped(e);
      } finally {
        changed.run();
      }
    }

    private End look() throws InterruptedIOException {
      PrimitiveIterator.OfLong blocks = store.grid().blocksIn(shard.target().stored()).iterator();
      for (int place = 0; blocks.hasNext(); place++) {
        long block = blocks.nextLong();
        if (cancelled) {
          return new End.Cancelled();
        }
        if (!offer.without().get(place)) {
          look(block);
        }
        looked = place + 1L;
      }
      return new End.Done(result(), failures, offer.results());
    }

    private void look(long block) throws InterruptedIOException {
      Finding finding = store.verifier().verify(block);
      switch (finding.verdict()) {
        case GOOD -> {}
        case DAMAGED -> failed(block, "damaged on disk", finding.reason());
        case UNREADABLE -> failed(block, "cannot be read", finding.reason());
        case MISSING ->
            failed(block, "not on disk", "it was downloaded, but is not in the cache any more");
      }
    }

    private void failed(long block, String cause, String message) {
      failures.add(
          new JobFailure(
              shard.number(),
              attempt,
              shard.volume(),
              shard.target().level(),
              Arrays.stream(store.grid().roi(block).start()).boxed().toList(),
              cause,
              Redaction.message(message),
              Instant.now().toString()));
    }

    /** What it was offered with, but for the blocks that turned out to be bad. */
    private ShardCounts result() {
      ShardCounts was = offer.counts();
      long bad = failures.size();
      long badFetched = Math.min(bad, was.fetched());
      Map<String, Long> causes = new HashMap<>(was.failures());
      Map<String, String> examples = new HashMap<>(was.examples());
      for (JobFailure each : failures) {
        causes.merge(each.cause(), 1L, Long::sum);
        examples.putIfAbsent(each.cause(), each.message());
      }
      return new ShardCounts(
          was.blocks(),
          was.fetched() - badFetched,
          Math.max(0, was.skipped() - (bad - badFetched)),
          was.empty(),
          was.emptyBytes(),
          was.absent(),
          was.failed() + bad,
          was.bytes(),
          was.seconds() + (System.nanoTime() - began) / 1e9,
          causes,
          examples);
    }

    @Override
    public boolean isTailing() {
      return false;
    }

    @Override
    public ShardCounts counts() {
      long now = looked;
      return new ShardCounts(now, 0, now, 0, 0, 0, 0, 0, 0, Map.of(), Map.of());
    }

    @Override
    public List<JobFailure> failures() {
      return List.copyOf(failures);
    }

    @Override
    public double bytesPerSecond() {
      return 0;
    }

    @Override
    public String waitsFor() {
      return "";
    }

    @Override
    public void limits(int requests, OptionalLong bytesPerSecond) {
      // it asks for nothing
    }

    @Override
    public void cancel() {
      cancelled = true;
    }

    @Override
    public End end() {
      return end;
    }
  }
}

package io.cellar.download;

import io.cellar.download.stage.BlockBuffer;
import io.cellar.download.stage.BufferRules;
import io.cellar.download.stage.BufferTimeoutException;
import io.cellar.download.stage.CapacityUse;
import io.cellar.download.stage.Timers;
import io.cellar.download.stage.WorkerErrorRecord;
import io.cellar.source.RawBlock;
import io.cellar.source.SourceException;
import io.cellar.store.StoreException;
import io.cellar.volume.Block;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Verifies and decodes what came, on as many platform threads as there are permits. Downloads hand
 * over through the read buffer; the most urgent tier is decoded first.
 */
final class Decoders {

  /**
   * A block that is what was asked for.
   *
   * @param voxels of the whole block, not cropped
   * @param file what is to be stored
   */
  record Verified(Block voxels, byte[] file) {}

  private record Job(Flight flight, RawBlock raw, CompletableFuture<Verified> done) {}

  private static final String BODY = "body";

  private final Timers timers;
  private final Consumer<WorkerErrorRecord> errors;
  private final Consumer<BufferTimeoutException> starved;
  private final BlockBuffer<Job> buffer;
  private final Duration patience;
  private final List<Thread> threads;

  /**
   * Starts the workers.
   *
   * @param standsStill true while the clocks of the buffer's time-outs stand still
   * @param errors told of what no server could have caused
   * @param starved told when no download was handed over for the buffer's pop time-out
   */
  Decoders(
      Tools tools,
      BooleanSupplier standsStill,
      Consumer<WorkerErrorRecord> errors,
      Consumer<BufferTimeoutException> starved) {
    this.timers = tools.timers();
    this.errors = errors;
    this.starved = starved;
    this.patience = tools.settings().patienceAtClose();
    int permits = tools.settings().decodePermits();
    int downloads = Math.max(tools.settings().style().numReadWorkers(), 64);
    this.buffer =
        new BlockBuffer<>(
            BufferRules.forWorkers(
                "read",
                downloads,
                tools.settings().style().readBufferInsertTimeout(),
                tools.settings().style().readBufferPopTimeout()),
            List.of(BODY),
            tools.time()::nanos,
            standsStill);
    this.threads = Workers.start("cellar-decode-", permits, this::work);
  }

  /**
   * Hands a body over and waits for what it holds. On the flight's virtual thread.
   *
   * @throws SourceException.Invalid if it is not the block
   */
  Verified verify(Flight flight, RawBlock raw, int rank) throws InterruptedException, Exception {
    Job job = new Job(flight, raw, new CompletableFuture<>());
    try (Timers.Interval waiting = timers.interval(Timers.INSERT_READBUFFER)) {
      buffer.insert(flight.key(), List.of(job), raw.body().length, rank);
      waiting.succeeded();
    }
    try {
      return job.done.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    }
  }

  CapacityUse use() {
    return buffer.use();
  }

  void close() {
    buffer.close();
    Workers.join(threads, patience);
  }

  private void work(int id) throws InterruptedException {
    Optional<BlockBuffer.Complete<Job>> next;
    while ((next = pop()).isPresent()) {
      Job job = next.get().parts().getFirst();
      try {
        job.done.complete(decode(job));
      } catch (SourceException e) {
        job.done.completeExceptionally(e);
      } catch (StoreException | RuntimeException | Error e) {
        errors.accept(
            new WorkerErrorRecord(WorkerErrorRecord.Worker.COMPUTE, OptionalInt.of(id), e));
        job.done.completeExceptionally(
            e instanceof Exception ? e : new IllegalStateException("decoding failed: " + e, e));
      }
    }
  }

  private Optional<BlockBuffer.Complete<Job>> pop() throws InterruptedException {
    while (true) {
      try (Timers.Interval waiting = timers.interval(Timers.POP_READBUFFER)) {
        Optional<BlockBuffer.Complete<Job>> next = buffer.pop();
        waiting.succeeded();
        return next;
      } catch (BufferTimeoutException e) {
        starved.accept(e);
      }
    }
  }

  private Verified decode(Job job) throws SourceException, StoreException {
    Flight flight = job.flight;
    try (Timers.Interval decoding = timers.interval(Timers.USERFUNCTION)) {
      Block voxels = flight.fileset().source().orElseThrow().decode(flight.roi(), job.raw);
      byte[] file =
          job.raw.hdf5() ? job.raw.body() : flight.fileset().writer().orElseThrow().encode(voxels);
      decoding.succeeded();
      return new Verified(voxels, file);
    }
  }
}

package io.cellar.download;

import io.cellar.download.stage.BlockBuffer;
import io.cellar.download.stage.BufferRules;
import io.cellar.download.stage.BufferTimeoutException;
import io.cellar.download.stage.CapacityUse;
import io.cellar.download.stage.Timers;
import io.cellar.download.stage.WorkerErrorRecord;
import io.cellar.store.BlockLock;
import io.cellar.store.Provenance;
import io.cellar.store.StoreException;
import io.cellar.volume.BlockKey;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Publishes verified blocks, on a few platform threads. Blocks wait in the compute buffer, which is
 * the bounded write queue: so many blocks, so many bytes.
 *
 * <p>What an accepted write comes to is always told: its future completes when the block is on
 * disk, or exceptionally with the root cause. When a disk refuses ({@link DiskGuard}), everything
 * that waits for it is told at once.
 */
final class Writers {

  /**
   * A block to be written, and its lock; {@code probe} when it is to find out whether the disk
   * takes it again.
   */
  record Job(
      BlockKey key,
      OpenFileset fileset,
      byte[] file,
      Provenance provenance,
      BlockLock held,
      boolean probe,
      CompletableFuture<Void> done) {

    Job asProbe() {
      return new Job(key, fileset, file, provenance, held, true, new CompletableFuture<>());
    }
  }

  private static final String FILE = "file";

  private final Tools tools;
  private final DiskGuard guard;
  private final Consumer<WorkerErrorRecord> errors;
  private final Consumer<BufferTimeoutException> starved;
  private final BlockBuffer<Job> buffer;
  private final AtomicInteger writing = new AtomicInteger();
  private final List<Thread> threads;

  /**
   * Starts the writers.
   *
   * @param standsStill true while the clocks of the buffer's time-outs stand still
   * @param errors told of what no disk could have caused
   * @param starved told when no block was handed over for the buffer's pop time-out
   */
  Writers(
      Tools tools,
      DiskGuard guard,
      BooleanSupplier standsStill,
      Consumer<WorkerErrorRecord> errors,
      Consumer<BufferTimeoutException> starved) {
    this.tools = tools;
    this.guard = guard;
    this.errors = errors;
    this.starved = starved;
    EngineSettings settings = tools.settings();
    this.buffer =
        new BlockBuffer<>(
            new BufferRules(
                "compute",
                settings.writeQueueBlocks(),
                settings.writeQueueBytes(),
                settings.style().computeBufferInsertTimeout(),
                settings.style().computeBufferPopTimeout()),
            List.of(FILE),
            tools.time()::nanos,
            standsStill);
    this.threads = Workers.start("cellar-write-", settings.writers(), this::work);
  }

  /**
   * Accepts a block, waiting for a place in the queue.
   *
   * @return completes when the block is on disk, exceptionally with the cause when it is not
   */
  CompletableFuture<Void> accept(Job job) throws InterruptedException {
    Optional<Throwable> refused = job.probe ? Optional.empty() : guard.problem(job.fileset);
    if (refused.isPresent()) {
      job.done.completeExceptionally(refused.get());
      return job.done;
    }
    try (Timers.Interval waiting = tools.timers().interval(Timers.INSERT_COMPUTEBUFFER)) {
      buffer.insert(job.key, List.of(job), job.file.length, 0);
      waiting.succeeded();
    } catch (BufferTimeoutException | IllegalStateException e) {
      job.done.completeExceptionally(e);
    }
    return job.done;
  }

  /** The write queue as it is now. */
  CapacityUse use() {
    return buffer.use();
  }

  /** Blocks being written now. */
  int writing() {
    return writing.get();
  }

  /** Writes what was accepted, then ends. */
  void close() {
    buffer.close();
    Workers.join(threads, tools.settings().patienceAtClose());
    dismiss(
        new IllegalStateException("the engine was closed before the block was written"), j -> true);
  }

  private void work(int id) throws InterruptedException {
    Optional<BlockBuffer.Complete<Job>> next;
    while ((next = pop()).isPresent()) {
      Job job = next.get().parts().getFirst();
      Optional<Throwable> refused = job.probe ? Optional.empty() : guard.problem(job.fileset);
      if (refused.isPresent()) {
        job.done.completeExceptionally(refused.get());
      } else {
        write(id, job);
      }
    }
  }

  private Optional<BlockBuffer.Complete<Job>> pop() throws InterruptedException {
    while (true) {
      try (Timers.Interval waiting = tools.timers().interval(Timers.POP_COMPUTEBUFFER)) {
        Optional<BlockBuffer.Complete<Job>> next = buffer.pop();
        waiting.succeeded();
        return next;
      } catch (BufferTimeoutException e) {
        starved.accept(e);
      }
    }
  }

  private void write(int id, Job job) {
    writing.incrementAndGet();
    try (Timers.Interval interval = tools.timers().interval(Timers.WRITING)) {
      job.fileset
          .writer()
          .orElseThrow()
          .publish(job.key.index(), job.file, job.provenance, job.held);
      interval.succeeded();
      tools.counters().written.increment();
      tools.counters().bytesWritten.add(job.file.length);
      guard.wrote(job);
      job.done.complete(null);
    } catch (StoreException | RuntimeException | Error e) {
      if (!(e instanceof StoreException) && !guard.isLeft(job)) {
        errors.accept(new WorkerErrorRecord(WorkerErrorRecord.Worker.WRITE, OptionalInt.of(id), e));
      }
      if (guard.failed(job, e)) {
        dismiss(e, waiting -> waiting.fileset == job.fileset);
      }
      job.done.completeExceptionally(e);
    } finally {
      writing.decrementAndGet();
    }
  }

  private void dismiss(Throwable cause, Predicate<Job> which) {
    buffer
        .drain(waiting -> which.test(waiting.parts().getFirst()))
        .forEach(waiting -> waiting.parts().getFirst().done.completeExceptionally(cause));
  }
}

package io.cellar.engine;

import io.cellar.engine.InFlightBlock.File;
import io.cellar.engine.stage.Timers;
import io.cellar.engine.stage.WorkerErrorRecord;
import io.cellar.source.LocalTrouble;
import io.cellar.store.BlockLock;
import io.cellar.store.StoreException;
import io.cellar.volume.BlockKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes verified blocks, so many at a time, on the platform threads that decoded them. What
 * finds all writers busy waits in a queue that is bounded in blocks and bytes, and before it in a
 * line; a writer that has written a block goes on with the next. The end of each block is told on
 * the writer's thread.
 *
 * <p>Notices when a disk takes no more, and when it does again. A full disk is one at once; other
 * failures are a matter of their block until several come in a row. While a disk refuses, all that
 * waits for it is told, bulk work for it waits, and what is visible goes on from memory. The block
 * that did not fit is kept and tried again every few seconds: when it fits, all goes on by itself.
 */
final class WriteQueue {
  private static final Logger LOG = LoggerFactory.getLogger(WriteQueue.class);
  private static final int FAILURES_IN_A_ROW = 3;

  private final EngineParts parts;
  private final InFlight inFlight;
  private final BiConsumer<InFlightBlock, Optional<Throwable>> next;
  private final Consumer<InFlightBlock> resumed;
  private final Station queue;
  private final Capacity bytes;
  private final Executor workers;
  private final int writers;

  /** Admitted to the queue, in order; not empty only while all writers are busy. */
  private final Deque<InFlightBlock> ready = new ArrayDeque<>();

  /** Writers at work. */
  private int busy;

  private long admitted;

  private final AtomicInteger writing = new AtomicInteger();

  /**
   * An empty queue.
   *
   * @param workers whoever decoded a block writes it; what waited when a place in the queue got
   *     free without one is handed over here
   * @param next told, while deciding, that a block is on disk, or why it is not
   * @param resumed told, while deciding, of blocks that had waited for a disk that works again
   */
  WriteQueue(
      EngineParts parts,
      InFlight inFlight,
      Executor workers,
      BiConsumer<InFlightBlock, Optional<Throwable>> next,
      Consumer<InFlightBlock> resumed) {
    this.parts = parts;
    this.inFlight = inFlight;
    this.next = next;
    this.resumed = resumed;
    EngineSettings settings = parts.settings();
    // What is here is written even if nobody wants it any more: its bytes are paid for.
    this.queue = new Station("write queue", "blocks", settings::writeQueueBlocks, block -> true);
    this.bytes = new Capacity("write queue", "bytes", settings.writeQueueBytes());
    this.workers = workers;
    this.writers = settings.writers();
  }

  Station station() {
    return queue;
  }

  /** Blocks being written now. */
  int writing() {
    return writing.get();
  }

  /** Blocks that have a writer or a place in the queue. Only while deciding. */
  int held() {
    return busy + ready.size();
  }

  /** Blocks that have got a place in the queue. Only while deciding. */
  long admitted() {
    return admitted;
  }

  /**
   * A verified block joins. Only while deciding.
   *
   * @return the block that the calling thread is to write now, if any: not always this one
   */
  Optional<InFlightBlock> join(InFlightBlock block, File file) {
    inFlight.enter(block, Phase.STORING);
    block.file = file;
    block.queuedNanos = parts.time().nanos();
    queue.join(block);
    admit();
    return claim();
  }

  /** What a free writer could write now, too, is handed over. */
  private void spread() {
    while (busy < writers && !ready.isEmpty()) {
      InFlightBlock block = takeNext();
      parts
          .lock()
          .startLater(() -> workers.execute(() -> write(block)), error -> notTaken(block, error));
    }
  }

  /** No writer can take a block up. */
  private void notTaken(InFlightBlock block, Throwable error) {
    busy--;
    block.file.held().ifPresent(held -> parts.lock().later(held::close));
    block.file = null;
    Throwable cause =
        error instanceof RejectedExecutionException
            ? new IllegalStateException("the engine was closed before the block was written", error)
            : error;
    next.accept(block, Optional.of(cause));
  }

  /** Lets blocks come from the line into the queue. Only while deciding. */
  private void admit() {
    Optional<InFlightBlock> next;
    while ((next = queue.admit(tier -> true, this::fits)).isPresent()) {
      passed(Timers.INSERT_COMPUTEBUFFER, next.get());
      admitted++;
      ready.add(next.get());
    }
  }

  /** The next block for a writer that is free; empty when there is none, or all are busy. */
  private Optional<InFlightBlock> claim() {
    if (ready.isEmpty() || busy == writers) {
      return Optional.empty();
    }
    InFlightBlock block = takeNext();
    spread();
    return Optional.of(block);
  }

  private boolean fits(InFlightBlock block) {
    return bytes.tryTake(block.file.bytes().length, bytes.limit());
  }

  /** Notes how long a block was in a part of the queue. */
  private void passed(String stage, InFlightBlock block) {
    long now = parts.time().nanos();
    parts.timers().record(stage, now - block.queuedNanos);
    block.queuedNanos = now;
  }

  /** Writes a block, and further ones as long as any wait. Not while deciding. */
  void write(InFlightBlock first) {
    Optional<InFlightBlock> next = Optional.of(first);
    while (next.isPresent()) {
      next = writeOne(next.get());
    }
  }

  private Optional<InFlightBlock> writeOne(InFlightBlock block) {
    File file = block.file;
    OpenFileset fileset = block.fileset();
    Optional<Throwable> refused = fileset.diskProblem();
    Optional<Throwable> failure = refused.isPresent() ? refused : store(block, file);
    if (refused.isPresent()) {
      file.held().ifPresent(BlockLock::close);
    }
    return parts
        .lock()
        .decide(
            () -> {
              block.file = null;
              if (refused.isEmpty()) {
                note(fileset, block.key(), file, failure, false);
              }
              next.accept(block, failure);
              busy--;
              return claim();
            });
  }

  /** Publishes a block under its lock; whatever that ends with, the writer is free again. */
  private Optional<Throwable> store(InFlightBlock block, File file) {
    // Who else has the lock brings the block itself; two may publish it.
    try (BlockLock held = file.held().or(() -> Transfer.tryLock(block)).orElse(Transfer.UNLOCKED)) {
      return publish(block.fileset(), block.key(), file, held);
    } catch (RuntimeException | Error e) {
      return Optional.of(e);
    }
  }

  /** A writer takes the first block out of the queue. */
  private InFlightBlock takeNext() {
    InFlightBlock block = ready.remove();
    busy++;
    passed(Timers.POP_COMPUTEBUFFER, block);
    queue.give(block);
    bytes.give(block.file.bytes().length);
    admit();
    return block;
  }

  private Optional<Throwable> publish(
      OpenFileset fileset, BlockKey key, File file, BlockLock held) {
    writing.incrementAndGet();
    try (Timers.Interval interval = parts.timers().interval(Timers.WRITING)) {
      fileset.writer().orElseThrow().publish(key.index(), file.bytes(), file.provenance(), held);
      interval.succeeded();
      parts.meters().written.increment();
      parts.meters().bytesWritten.add(file.bytes().length);
      return Optional.empty();
    } catch (StoreException | RuntimeException | Error e) {
      if (!(e instanceof StoreException) && !fileset.released()) {
        parts.errors().add(WorkerErrorRecord.Worker.WRITE, e);
      }
      return Optional.of(e);
    } finally {
      writing.decrementAndGet();
    }
  }

  /** What a write says of its disk. */
  private void note(
      OpenFileset fileset, BlockKey key, File file, Optional<Throwable> failure, boolean probe) {
    if (failure.isPresent()) {
      failed(fileset, key, file, failure.get(), probe);
      return;
    }
    fileset.failedWrites = 0;
    if (fileset.diskProblem().isPresent()) {
      fileset.diskProblem(Optional.empty());
      parts.lock().later(() -> LOG.info("{} can be written again", fileset.name()));
      List.copyOf(fileset.parked()).forEach(resumed);
    }
  }

  private void failed(
      OpenFileset fileset, BlockKey key, File file, Throwable cause, boolean probe) {
    boolean local = LocalTrouble.in(cause).isPresent(); // Not the disk's fault.
    fileset.failedWrites += local ? 0 : 1;
    boolean first = fileset.diskProblem().isEmpty();
    boolean refuses =
        local
            ? probe
            : cause instanceof StoreException.DiskFull || fileset.failedWrites >= FAILURES_IN_A_ROW;
    if (first && refuses) {
      String why = Messages.words(cause);
      parts.lock().later(() -> LOG.warn("{} takes no more blocks: {}", fileset.name(), why));
      fileset.diskProblem(Optional.of(cause));
    }
    if (refuses && (first || probe)) {
      parts
          .time()
          .after(
              parts.settings().spaceProbe(),
              () -> parts.lock().decide(() -> probe(fileset, key, file)));
    }
  }

  /** Tries again to write what did not fit, to find out whether the disk takes it now. */
  private void probe(OpenFileset fileset, BlockKey key, File file) {
    if (fileset.released() || fileset.diskProblem().isEmpty()) {
      return;
    }
    Runnable attempt =
        () -> {
          Optional<Throwable> failure = publish(fileset, key, file, Transfer.UNLOCKED);
          parts.lock().decide(() -> note(fileset, key, file, failure, true));
        };
    parts
        .lock()
        .startLater(
            () -> workers.execute(attempt),
            error -> note(fileset, key, file, Optional.of(error), true));
  }
}

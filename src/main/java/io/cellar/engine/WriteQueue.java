package io.cellar.engine;

import io.cellar.engine.InFlightBlock.File;
import io.cellar.engine.stage.Timers;
import io.cellar.source.LocalTrouble;
import io.cellar.store.BlockLock;
import io.cellar.store.StoreException;
import io.cellar.volume.BlockKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes verified blocks on the platform threads that decoded them. What finds all writers busy
 * waits in a queue that is bounded in blocks and bytes, and before it in a line; a writer that is
 * done goes on with what has come meanwhile. Where a store forces several blocks to the disk with
 * one call, a writer takes all that wait, and few writers are enough; else each takes one. The end
 * of each block is told on the writer's thread.
 *
 * <p>Notices when a disk takes no more, and when it does again. A full disk is one at once; other
 * failures are a matter of their block until several come in a row. While a disk refuses, all that
 * waits for it is told, bulk work for it waits, and what is visible goes on from memory. The block
 * that did not fit is kept and tried again every few seconds: when it fits, all goes on by itself.
 */
final class WriteQueue {
  private static final Logger LOG = LoggerFactory.getLogger(WriteQueue.class);
  private static final int FAILURES_IN_A_ROW = 3;

  /**
   * Where a writer takes many blocks, it waits a moment for more when so many are on their way, and
   * a second one begins when so many wait.
   */
  private static final int BACKLOG = 16;

  /** How long a writer waits for more that is on its way. */
  private static final Duration GATHERING = Duration.ofMillis(10);

  private final EngineParts parts;
  private final InFlight inFlight;
  private final BiConsumer<InFlightBlock, Optional<Throwable>> next;
  private final Consumer<InFlightBlock> resumed;
  private final Station queue;
  private final Capacity bytes;
  private final Executor workers;
  private final int writers;
  private final Publishing publishing;

  /** Admitted to the queue, in order; not empty only while all writers are busy. */
  private final Deque<InFlightBlock> ready = new ArrayDeque<>();

  /** Writers at work. */
  private int busy;

  /** Blocks that those have. */
  private int taken;

  private long admitted;

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
    this.publishing = new Publishing(parts);
  }

  Station station() {
    return queue;
  }

  /** Blocks being written now. */
  int writing() {
    return publishing.now();
  }

  /** Blocks that have a writer or a place in the queue. Only while deciding. */
  int held() {
    return taken + ready.size();
  }

  /** Blocks that have got a place in the queue. Only while deciding. */
  long admitted() {
    return admitted;
  }

  /** A verified block joins; {@link #claim} or {@link #handOver} has to follow. While deciding. */
  void join(InFlightBlock block, File file) {
    inFlight.enter(block, Phase.STORING);
    block.file = file;
    block.queuedNanos = parts.time().nanos();
    queue.join(block);
    admit();
  }

  /** What free writers could write now is handed over to them. Only while deciding. */
  void handOver() {
    while (isWriterFree()) {
      List<InFlightBlock> blocks = take();
      parts
          .lock()
          .startLater(() -> workers.execute(() -> write(blocks)), error -> notTaken(blocks, error));
    }
  }

  /** No writer can take blocks up. */
  private void notTaken(List<InFlightBlock> blocks, Throwable error) {
    busy--;
    taken -= blocks.size();
    Throwable cause =
        error instanceof RejectedExecutionException
            ? new IllegalStateException("the engine was closed before the block was written", error)
            : error;
    for (InFlightBlock block : blocks) {
      block.file.held().ifPresent(held -> parts.lock().later(held::close));
      block.file = null;
      next.accept(block, Optional.of(cause));
    }
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

  /**
   * What the calling thread, one of those that may write, is to write now, if anything. Only while
   * deciding.
   */
  List<InFlightBlock> claim() {
    if (!isWriterFree()) {
      return List.of();
    }
    List<InFlightBlock> blocks = take();
    handOver();
    return blocks;
  }

  private boolean isWriterFree() {
    InFlightBlock head = ready.peek();
    if (head == null || busy == writers) {
      return false;
    }
    return busy == 0 || mostTogether(head) == 1 || busy == 1 && ready.size() >= BACKLOG;
  }

  private static int mostTogether(InFlightBlock block) {
    return block.fileset().writer().orElseThrow().mostTogether();
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

  /** Writes blocks, and further ones as long as any wait. Not while deciding. */
  void write(List<InFlightBlock> first) {
    List<InFlightBlock> next = first;
    while (!next.isEmpty()) {
      next = writeAll(gather(next));
    }
  }

  /** Waits a moment for blocks that are on their way, to force them with these. */
  private List<InFlightBlock> gather(List<InFlightBlock> first) {
    if (mostTogether(first.getFirst()) == 1 || !parts.lock().decide(() -> pays(first))) {
      return first;
    }
    LockSupport.parkNanos(GATHERING.toNanos());
    return parts.lock().decide(() -> with(first));
  }

  private boolean pays(List<InFlightBlock> first) {
    return first.size() < BACKLOG && inFlight.count() >= taken + ready.size() + BACKLOG;
  }

  private List<InFlightBlock> with(List<InFlightBlock> first) {
    List<InFlightBlock> all = new ArrayList<>(first);
    takeInto(all);
    admit();
    return all;
  }

  /** Of one fileset. */
  private List<InFlightBlock> writeAll(List<InFlightBlock> blocks) {
    OpenFileset fileset = blocks.getFirst().fileset();
    Optional<Throwable> refused = fileset.diskProblem();
    List<Optional<Throwable>> failures =
        refused.isPresent()
            ? Collections.nCopies(blocks.size(), refused)
            : publishing.publish(fileset, blocks);
    if (refused.isPresent()) {
      blocks.forEach(block -> block.file.held().ifPresent(BlockLock::close));
    }
    return parts
        .lock()
        .decide(
            () -> {
              for (int i = 0; i < blocks.size(); i++) {
                InFlightBlock block = blocks.get(i);
                File file = block.file;
                block.file = null;
                if (refused.isEmpty()) {
                  note(fileset, block.key(), file, failures.get(i), false);
                }
                next.accept(block, failures.get(i));
              }
              busy--;
              taken -= blocks.size();
              return claim();
            });
  }

  /** A writer takes the first block out of the queue, or as many as are best written together. */
  private List<InFlightBlock> take() {
    busy++;
    List<InFlightBlock> blocks = new ArrayList<>();
    takeInto(blocks);
    admit();
    return blocks;
  }

  /** Takes blocks out of the queue, as many as are best written together, of one fileset. */
  private void takeInto(List<InFlightBlock> blocks) {
    InFlightBlock next;
    while ((next = ready.peek()) != null
        && (blocks.isEmpty()
            || next.fileset() == blocks.getFirst().fileset()
                && blocks.size() < mostTogether(next))) {
      ready.remove();
      passed(Timers.POP_COMPUTEBUFFER, next);
      queue.give(next);
      bytes.give(next.file.bytes().length);
      blocks.add(next);
      taken++;
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
          Optional<Throwable> failure = publishing.publishAlone(fileset, key, file);
          parts.lock().decide(() -> note(fileset, key, file, failure, true));
        };
    parts
        .lock()
        .startLater(
            () -> workers.execute(attempt),
            error -> note(fileset, key, file, Optional.of(error), true));
  }
}

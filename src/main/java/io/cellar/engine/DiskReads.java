package io.cellar.engine;

import io.cellar.store.Coverage;
import io.cellar.store.StoreException;
import io.cellar.thread.Threads;
import io.cellar.volume.Block;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.BiConsumer;

/**
 * Looks on disk first. A few platform threads, the most urgent block first; a block that nobody
 * wants voxels of is only looked up, not read.
 */
final class DiskReads {
  private static final Duration LATER = Duration.ofSeconds(1);

  private final EngineParts parts;
  private final InFlight inFlight;
  private final BiConsumer<InFlightBlock, StageResult> next;
  private final Station readers;
  private final ExecutorService threads;

  /**
   * Starts no thread yet.
   *
   * @param next told, while deciding, how a look ended
   */
  DiskReads(EngineParts parts, InFlight inFlight, BiConsumer<InFlightBlock, StageResult> next) {
    this.parts = parts;
    this.inFlight = inFlight;
    this.next = next;
    int count = parts.settings().diskReaders();
    this.readers = new Station("disk readers", "blocks", () -> count, inFlight::stillWanted);
    this.threads = Threads.pool("cellar-disk-", count);
  }

  Station station() {
    return readers;
  }

  /** A block joins the line. Only while deciding. */
  void join(InFlightBlock block) {
    inFlight.enter(block, Phase.DISK_LINE);
    readers.join(block);
    dispatch();
  }

  /** Gives all free readers to those whose turn it is. Only while deciding. */
  void dispatch() {
    Optional<InFlightBlock> next;
    while ((next = readers.admit()).isPresent()) {
      InFlightBlock block = next.get();
      parts.turns().began(block);
      inFlight.enter(block, Phase.READING);
      parts
          .lock()
          .startLater(() -> threads.execute(() -> look(block)), error -> notRead(block, error));
    }
  }

  void close() {
    threads.shutdown();
  }

  private void look(InFlightBlock block) {
    StageResult result = lookup(block);
    parts.lock().decide(() -> looked(block, result));
  }

  /** The others in the line are let in later, when there may be a thread again. */
  private void notRead(InFlightBlock block, Throwable error) {
    readers.give(block);
    next.accept(block, new StageResult.Unreadable(error));
    parts.time().after(LATER, () -> parts.lock().decide(this::dispatch));
  }

  private void looked(InFlightBlock block, StageResult result) {
    readers.give(block);
    next.accept(block, result);
    dispatch();
  }

  private StageResult lookup(InFlightBlock block) {
    try {
      if (!block.wantsVoxels()) {
        boolean there = block.fileset().reader().isAvailable(block.key().index());
        return there ? found(block, Optional.empty()) : new StageResult.Missing();
      }
      Optional<Block> voxels = block.fileset().reader().read(block.key().index());
      if (voxels.isEmpty()) {
        return new StageResult.Missing();
      }
      if (block.fileset().reader().coverage().get(block.key().index()) != Coverage.State.EMPTY) {
        parts.meters().read(block.fileset().id());
      }
      return found(block, voxels);
    } catch (StoreException | RuntimeException | Error e) {
      return new StageResult.Unreadable(e);
    }
  }

  private static StageResult found(InFlightBlock block, Optional<Block> voxels) {
    block.fileset().writer().ifPresent(w -> w.clearStaleLock(block.key().index()));
    return new StageResult.Found(voxels);
  }
}

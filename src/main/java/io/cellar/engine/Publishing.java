package io.cellar.engine;

import io.cellar.engine.InFlightBlock.File;
import io.cellar.engine.stage.Timers;
import io.cellar.engine.stage.WorkerErrorRecord;
import io.cellar.store.BlockLock;
import io.cellar.store.BlockWriter.Publication;
import io.cellar.store.StoreException;
import io.cellar.volume.BlockKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Has blocks published by their store, under their locks, and keeps the figures of that. */
final class Publishing {
  private final EngineParts parts;
  private final AtomicInteger now = new AtomicInteger();

  Publishing(EngineParts parts) {
    this.parts = parts;
  }

  /** Blocks that are being published. */
  int now() {
    return now.get();
  }

  /**
   * Publishes blocks of one fileset, and gives their locks back, whatever that ends with.
   *
   * @return for each block, in their order, why it is not on disk
   */
  List<Optional<Throwable>> publish(OpenFileset fileset, List<InFlightBlock> blocks) {
    List<Publication> publications = new ArrayList<>(blocks.size());
    try {
      for (InFlightBlock block : blocks) {
        // Who else has the lock brings the block itself; two may publish it.
        BlockLock held =
            block.file.held().or(() -> Transfer.tryLock(block)).orElse(Transfer.UNLOCKED);
        publications.add(block.file.publication(block.key(), held));
      }
      return publishAll(fileset, publications);
    } catch (RuntimeException | Error e) {
      return Collections.nCopies(blocks.size(), Optional.of(e));
    } finally {
      publications.forEach(publication -> publication.held().close());
      blocks.forEach(block -> block.file.held().ifPresent(BlockLock::close));
    }
  }

  /** Publishes a block without a lock. */
  Optional<Throwable> publishAlone(OpenFileset fileset, BlockKey key, File file) {
    try {
      return publishAll(fileset, List.of(file.publication(key, Transfer.UNLOCKED))).getFirst();
    } catch (RuntimeException | Error e) {
      return Optional.of(e);
    }
  }

  private List<Optional<Throwable>> publishAll(OpenFileset fileset, List<Publication> blocks) {
    now.addAndGet(blocks.size());
    try {
      long began = parts.time().nanos();
      List<Optional<Throwable>> failures = fileset.writer().orElseThrow().publish(blocks);
      long each = (parts.time().nanos() - began) / blocks.size();
      for (int i = 0; i < blocks.size(); i++) {
        count(fileset, blocks.get(i), failures.get(i), each);
      }
      return failures;
    } finally {
      now.addAndGet(-blocks.size());
    }
  }

  private void count(
      OpenFileset fileset, Publication block, Optional<Throwable> failure, long nanos) {
    if (failure.isEmpty()) {
      parts.timers().record(Timers.WRITING, nanos);
      parts.meters().written.increment();
      parts.meters().bytesWritten.add(block.hdf5().length);
    } else if (!(failure.get() instanceof StoreException) && !fileset.released()) {
      parts.errors().add(WorkerErrorRecord.Worker.WRITE, failure.get());
    }
  }
}

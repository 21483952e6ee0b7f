package io.cellar.engine;

import io.cellar.engine.stage.Timers;
import io.cellar.engine.stage.WorkerErrorRecord;
import io.cellar.source.BlockSource;
import io.cellar.source.Fetched;
import io.cellar.source.RawBlock;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.store.BlockLock;
import io.cellar.store.BlockReader;
import io.cellar.store.Provenance;
import io.cellar.store.StoreException;
import io.cellar.volume.Block;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One block from the network to the write queue: lock, look again, fetch, verify, decode. Runs on a
 * virtual thread of the block's own, which waits for the network and for a decode permit.
 *
 * <p>A lock needs the block's folder. Where blocks may turn out to be empty, which are noted and
 * need no file, a lock is taken only when there is something to write; before that it is only
 * looked whether another program has it.
 */
final class Transfer {
  private static final Logger LOG = LoggerFactory.getLogger(Transfer.class);

  /** A block whose status is there but that could not be read so often is fetched all the same. */
  private static final int VAIN_READS = 2;

  /** A host that has sent so many bytes more is at work, however long the whole body takes. */
  private static final long SIGN_OF_LIFE = 64 * 1024;

  private static final BlockLock UNLOCKED = () -> {};

  /** What comes of a transfer is told here; not while deciding. */
  interface Listener {

    /** The bytes are here: the slot is free again, and the block waits for a decode permit. */
    void received(InFlightBlock block, int bytes);

    /**
     * It is what was asked for.
     *
     * @param voxels of the whole block, not cropped
     */
    void decoded(InFlightBlock block, Block voxels, InFlightBlock.File file);

    /** It did not come so far. */
    void failed(InFlightBlock block, StageResult result);
  }

  private final EngineParts parts;
  private final Listener listener;

  Transfer(EngineParts parts, Listener listener) {
    this.parts = parts;
    this.listener = listener;
  }

  /** Runs a block that has got a slot. */
  void run(InFlightBlock block) {
    attempt(block).ifPresent(result -> listener.failed(block, result));
  }

  /** Why it did not come to the write queue; empty when it did. */
  private Optional<StageResult> attempt(InFlightBlock block) {
    if (block.interrupted) {
      return Optional.of(new StageResult.Interrupted());
    }
    boolean mayBeEmpty = block.fileset().source().orElseThrow().isProved();
    BlockLock held = UNLOCKED;
    boolean passedOn = false;
    try {
      Optional<BlockLock> lock = mayBeEmpty ? unlessLockedElsewhere(block) : lock(block);
      if (lock.isEmpty()) {
        return Optional.of(new StageResult.LockedElsewhere());
      }
      held = lock.get();
      if (!held.isFirst() && isThereNow(block)) {
        return Optional.of(new StageResult.OnDisk());
      }
      Optional<RawBlock> raw = receive(block);
      if (raw.isEmpty() && isThereNow(block)) {
        return Optional.of(new StageResult.OnDisk()); // somebody knows better
      }
      if (raw.isEmpty()) {
        held.close();
        block.fileset().writer().orElseThrow().noteEmpty(block.key().index());
        return Optional.of(new StageResult.Empty());
      }
      listener.received(block, raw.get().body().length);
      // An interrupt that came too late is for the download only, which is over.
      Thread.interrupted();
      held = mayBeEmpty ? lock(block).orElse(UNLOCKED) : held;
      decode(block, raw.get(), held);
      passedOn = true;
      return Optional.empty();
    } catch (InterruptedException e) {
      return Optional.of(new StageResult.Interrupted());
    } catch (Exception | Error e) {
      return Optional.of(new StageResult.Failed(e));
    } finally {
      if (!passedOn) {
        held.close();
      }
    }
  }

  /** The block's lock; empty when another program has it and is still to be waited for. */
  private Optional<BlockLock> lock(InFlightBlock block) {
    try {
      Optional<BlockLock> lock =
          block.fileset().writer().orElseThrow().tryLock(block.key().index());
      return lock.isEmpty() && block.ignoreLock ? Optional.of(UNLOCKED) : lock;
    } catch (StoreException e) {
      // The lock only saves a double download; whether the disk works is found out by writing.
      LOG.debug("{} is fetched without a lock", block, e);
      return Optional.of(UNLOCKED);
    }
  }

  private static Optional<BlockLock> unlessLockedElsewhere(InFlightBlock block) {
    try {
      boolean locked =
          !block.ignoreLock
              && block
                  .fileset()
                  .writer()
                  .orElseThrow()
                  .lockInfo(block.key().index())
                  .filter(lock -> !lock.stale())
                  .isPresent();
      return locked ? Optional.empty() : Optional.of(UNLOCKED);
    } catch (StoreException e) {
      LOG.debug("the lock of {} cannot be looked at", block, e);
      return Optional.of(UNLOCKED);
    }
  }

  private static boolean isThereNow(InFlightBlock block) {
    BlockReader reader = block.fileset().reader();
    try {
      return !block.refresh()
          && block.vainReads < VAIN_READS
          && reader.isAvailable(block.key().index());
    } catch (StoreException e) {
      LOG.debug("{} is fetched, since it cannot be looked for", block, e);
      return false;
    }
  }

  private void decode(InFlightBlock block, RawBlock raw, BlockLock held) throws Exception {
    awaitPermit(block);
    Block voxels;
    byte[] file;
    try (Timers.Interval decoding = parts.timers().interval(Timers.USERFUNCTION)) {
      voxels = block.fileset().source().orElseThrow().decode(block.roi(), raw);
      file = raw.hdf5() ? raw.body() : block.fileset().writer().orElseThrow().encode(voxels);
      decoding.succeeded();
    } catch (SourceException e) {
      block.fileset().source().orElseThrow().forget(block.roi());
      throw e;
    } catch (StoreException | RuntimeException e) {
      parts.errors().add(WorkerErrorRecord.Worker.COMPUTE, e);
      throw e;
    } catch (Error e) {
      parts.errors().add(WorkerErrorRecord.Worker.COMPUTE, e);
      throw new IllegalStateException("decoding failed: " + e, e);
    }
    Provenance provenance = new Provenance(raw.url(), raw.etag(), parts.time().now());
    listener.decoded(block, voxels, new InFlightBlock.File(file, provenance, held));
  }

  /** What was sent; empty when the source stores nothing of the block. */
  private Optional<RawBlock> receive(InFlightBlock block)
      throws SourceException, InterruptedException {
    BlockSource source = block.fileset().source().orElseThrow();
    long began = parts.time().nanos();
    try (Timers.Interval reading = parts.timers().interval(Timers.READING)) {
      Fetched fetched = source.fetch(block.roi(), progress(block));
      reading.succeeded();
      if (!(fetched instanceof RawBlock raw)) {
        return Optional.empty();
      }
      if (block.host().isServer()) {
        long took = parts.time().nanos() - began;
        parts.meters().bodyCame(source.host(), block.fileset().id(), took, raw.body().length);
      }
      return Optional.of(raw);
    }
  }

  private void awaitPermit(InFlightBlock block) {
    try (Timers.Interval waiting = parts.timers().interval(Timers.POP_READBUFFER)) {
      while (block.phase() == Phase.DECODE_LINE) {
        LockSupport.park(block);
      }
      waiting.succeeded();
    }
  }

  /** Notes how much has come, which whoever paints the block reads. */
  private TransferProgress progress(InFlightBlock block) {
    return (received, expected) -> {
      long before = block.received();
      block.progress(received, expected);
      if (block.host().isServer()) {
        parts.meters().received.add(Math.max(0, received - before));
      }
      if (received / SIGN_OF_LIFE > before / SIGN_OF_LIFE) {
        block.host().signOfLife(parts.time().nanos());
      }
    };
  }
}

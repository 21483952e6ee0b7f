package io.cellar.engine;

import io.cellar.engine.stage.Timers;
import io.cellar.source.BlockSource;
import io.cellar.source.Fetched;
import io.cellar.source.RawBlock;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.store.BlockLock;
import io.cellar.store.BlockReader;
import io.cellar.store.BlockWriter;
import io.cellar.store.LockInfo;
import io.cellar.store.StoreException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One block from the network: lock, look again, fetch. Runs on a virtual thread, which does nothing
 * but wait for the network. When the body is here the thread goes on with the next block that has a
 * slot; without one it is over.
 *
 * <p>A lock needs the block's folder. Where blocks may turn out to be empty, which are noted and
 * need no file, it is only looked whether another program has the lock; it is taken when there is
 * something to write.
 */
final class Transfer {
  private static final Logger LOG = LoggerFactory.getLogger(Transfer.class);

  /** A block whose status is there but that could not be read so often is fetched all the same. */
  private static final int VAIN_READS = 2;

  /** A host that has sent so many bytes more is at work, however long the whole body takes. */
  private static final long SIGN_OF_LIFE = 64 * 1024;

  /** Stands for a lock where there is none. */
  static final BlockLock UNLOCKED = () -> {};

  /** The same for a block of which nothing was there, so that nobody need look again. */
  private static final BlockLock UNTOUCHED =
      new BlockLock() {
        @Override
        public void close() {}

        @Override
        public boolean isFirst() {
          return true;
        }
      };

  /** What comes of a transfer is told here; not while deciding. */
  interface Listener {

    /**
     * The slot is not needed any more.
     *
     * @param result {@link StageResult.Received}, or why it did not come so far
     * @return the block that the calling thread is to fetch next, if there is one that has a slot
     */
    Optional<InFlightBlock> transferred(InFlightBlock block, StageResult result);
  }

  private final EngineParts parts;
  private final Listener listener;

  Transfer(EngineParts parts, Listener listener) {
    this.parts = parts;
    this.listener = listener;
  }

  /** Fetches a block that has got a slot, and further ones as long as there are any. */
  void run(InFlightBlock first) {
    Optional<InFlightBlock> next = Optional.of(first);
    while (next.isPresent()) {
      InFlightBlock block = next.get();
      next = listener.transferred(block, fetch(block));
    }
  }

  private StageResult fetch(InFlightBlock block) {
    if (block.interrupted) {
      return new StageResult.Interrupted();
    }
    boolean mayBeEmpty = block.fileset().source().orElseThrow().isProved();
    BlockLock held = UNLOCKED;
    boolean passedOn = false;
    try {
      Optional<BlockLock> lock = mayBeEmpty ? unlessLockedElsewhere(block) : lock(block);
      if (lock.isEmpty()) {
        return new StageResult.LockedElsewhere();
      }
      held = lock.get();
      if (!held.isFirst() && isThereNow(block)) {
        return new StageResult.OnDisk();
      }
      Optional<RawBlock> raw = receive(block);
      if (raw.isEmpty() && isThereNow(block)) {
        return new StageResult.OnDisk(); // somebody knows better
      }
      if (raw.isEmpty()) {
        held.close();
        block.fileset().writer().orElseThrow().noteEmpty(block.key().index());
        return new StageResult.Empty();
      }
      boolean verified = isVerified(block, raw.get());
      passedOn = true;
      return new StageResult.Received(raw.get(), verified, mayBeEmpty ? Optional.empty() : lock);
    } catch (InterruptedException e) {
      return new StageResult.Interrupted();
    } catch (Exception | Error e) {
      return new StageResult.Failed(e);
    } finally {
      if (!passedOn) {
        held.close();
      }
    }
  }

  /** The block's lock; empty when another program has it and is still to be waited for. */
  private static Optional<BlockLock> lock(InFlightBlock block) {
    Optional<BlockLock> lock = tryLock(block);
    return lock.isEmpty() && block.ignoreLock ? Optional.of(UNLOCKED) : lock;
  }

  /** The block's lock; empty when another program has it. */
  static Optional<BlockLock> tryLock(InFlightBlock block) {
    try {
      return block.fileset().writer().orElseThrow().tryLock(block.key().index());
    } catch (StoreException e) {
      // The lock only saves a double download; whether the disk works is found out by writing.
      LOG.debug("{} comes without a lock", block, e);
      return Optional.of(UNLOCKED);
    }
  }

  private static Optional<BlockLock> unlessLockedElsewhere(InFlightBlock block) {
    BlockWriter writer = block.fileset().writer().orElseThrow();
    long index = block.key().index();
    try {
      if (writer.isUntouched(index)) {
        return Optional.of(UNTOUCHED);
      }
      Optional<LockInfo> lock = block.ignoreLock ? Optional.empty() : writer.lockInfo(index);
      boolean locked = lock.isPresent() && !lock.get().stale();
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

  private static boolean isVerified(InFlightBlock block, RawBlock raw) {
    return raw.hdf5() && block.fileset().source().orElseThrow().isKnownGood(block.roi(), raw);
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

package io.cellar.store;

import io.cellar.store.BlockReader.Found;
import io.cellar.volume.Block;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads blocks, and decides what happens to damaged ones: they are looked at once more after a
 * pause, since another process may be replacing them, and then moved to quarantine so that they are
 * fetched again, or reported where nothing can be fetched.
 */
final class BlockMender {
  private static final Logger LOG = LoggerFactory.getLogger(BlockMender.class);
  private static final int ROUNDS = 3;

  private final BlockReader reader;
  private final Quarantine quarantine;
  private final boolean refetchable;
  private final Duration pause;

  BlockMender(BlockReader reader, Quarantine quarantine, StoreOptions options) {
    this.reader = reader;
    this.quarantine = quarantine;
    this.refetchable = options.refetchable();
    this.pause = options.timing().reread();
  }

  /** The block, or empty when it is not available or no longer. */
  Optional<Block> read(long index) throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      switch (lookTwice(index)) {
        case Found.Good(Block block) -> {
          return Optional.of(block);
        }
        case Found.Missing() -> {
          return Optional.empty();
        }
        case Found.Damaged damaged -> {
          if (putAside(index, damaged)) {
            return Optional.empty();
          }
        }
      }
    }
    return Optional.empty(); // replaced again and again under our eyes: whoever asks may ask again
  }

  /** A look, and a second one when the first found damage. */
  Found lookTwice(long index) throws IOException {
    Found found = reader.look(index);
    if (found instanceof Found.Damaged) {
      sleep();
      return reader.look(index);
    }
    return found;
  }

  private boolean putAside(long index, Found.Damaged damaged) throws IOException {
    if (!refetchable) {
      throw new StoreException(
          "block "
              + index
              + " in "
              + damaged.place().file()
              + " cannot be used: "
              + damaged.reason()
              + ". It cannot be fetched again here and was left where it is; cellar forget removes"
              + " it.",
          null);
    }
    try {
      return quarantine.take(damaged.place(), damaged.stamp(), damaged.status(), damaged.reason());
    } catch (IOException e) {
      // A read-only cache: it is not shown all the same.
      LOG.warn(
          "damaged block {}: {}; it could not be moved away: {}",
          damaged.place().file(),
          damaged.reason(),
          DiskErrors.reason(e));
      return true;
    }
  }

  private void sleep() throws InterruptedIOException {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException stopped = new InterruptedIOException("interrupted");
      stopped.initCause(e);
      throw stopped;
    }
  }
}

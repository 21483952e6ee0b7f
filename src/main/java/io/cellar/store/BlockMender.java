package io.cellar.store;

import io.cellar.store.BlockFileReader.Found;
import io.cellar.store.BlockFileReader.Look;
import io.cellar.store.StoreOptions.OnDamage;
import io.cellar.volume.Block;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at blocks, notes in the coverage what was found, and decides what happens to damaged ones:
 * they are looked at once more after a pause, since another process may be replacing them. Then
 * they are moved to quarantine, so that every program finds them missing until they are fetched
 * again, or left where they are and noted as failed where there is nothing to fetch them from.
 */
final class BlockMender {
  private static final Logger LOG = LoggerFactory.getLogger(BlockMender.class);
  private static final int ROUNDS = 3;

  private final BlockFileReader reader;
  private final Quarantine quarantine;
  private final CoverageMap coverage;
  private final OnDamage onDamage;
  private final Duration pause;

  BlockMender(
      BlockFileReader reader, Quarantine quarantine, CoverageMap coverage, StoreOptions options) {
    this.reader = reader;
    this.quarantine = quarantine;
    this.coverage = coverage;
    this.onDamage = options.onDamage();
    this.pause = options.timing().reread();
  }

  /**
   * The block, or empty when it is not available or no longer.
   *
   * @throws StoreException if it is damaged and is not fetched again now
   */
  Optional<Block> read(long index) throws IOException {
    return switch (thorough(index)) {
      case Found.Good(Optional<Block> voxels) -> voxels;
      case Found.Damaged damaged when onDamage != OnDamage.FETCH_AGAIN ->
          throw new StoreException(words(index, damaged), null);
      case Found.Missing() -> Optional.empty();
      case Found.Damaged _ -> Optional.empty();
    };
  }

  private String words(long index, Found.Damaged damaged) {
    return "block %d in %s cannot be used: %s. %s."
        .formatted(
            index,
            damaged.place().file(),
            damaged.reason(),
            onDamage == OnDamage.LEAVE
                ? "It cannot be fetched again here and was left where it is; cellar forget removes"
                    + " it"
                : "It counts as missing until it is fetched again");
  }

  /** Copies a block that is there and fine into a larger one; of another nothing is decided. */
  boolean copyIfFine(long index, Block target, Roi box) {
    try {
      if (reader.copy(index, target, box) instanceof Found.Good) {
        coverage.saw(index, true);
        return true;
      }
    } catch (IOException e) {
      LOG.debug("block {} is read again, to tell why it cannot be read", index, e);
    }
    return false;
  }

  /** Reads a block and verifies it. */
  Found thorough(long index) throws IOException {
    return settled(index, reader::look);
  }

  /** True when a block seems to be there, and was not found damaged before. */
  boolean isThere(long index) throws IOException {
    return !isKnownDamaged(index) && settled(index, reader::glance) instanceof Found.Good;
  }

  /** The same, once and without moving anything. */
  boolean seemsThere(long index) throws IOException {
    boolean there = !isKnownDamaged(index) && reader.glance(index) instanceof Found.Good;
    coverage.saw(index, there);
    return there;
  }

  /** A glance does not see all that a reader has seen, where that was left in its place. */
  private boolean isKnownDamaged(long index) {
    return onDamage == OnDamage.LEAVE && coverage.get(index) == Coverage.State.FAILED;
  }

  private Found settled(long index, Look look) throws IOException {
    for (int round = 0; round < ROUNDS; round++) {
      Found found = look.at(index);
      if (found instanceof Found.Damaged) {
        sleep();
        found = look.at(index);
      }
      if (!(found instanceof Found.Damaged damaged)) {
        coverage.saw(index, found instanceof Found.Good);
        return found;
      }
      if (onDamage == OnDamage.LEAVE) {
        coverage.found(index, Coverage.State.FAILED);
        return found;
      }
      if (putAside(damaged)) {
        coverage.found(index, Coverage.State.UNKNOWN);
        return found;
      }
    }
    // Replaced again and again under our eyes: whoever asks may ask again.
    coverage.saw(index, false);
    return new Found.Missing();
  }

  private boolean putAside(Found.Damaged damaged) {
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

package io.cellar.download;

import io.cellar.volume.Block;
import java.util.Optional;

/** How a stage of a flight ended. */
sealed interface Outcome {

  /** On disk already; with voxels if somebody wanted them. */
  record Found(Optional<Block> voxels) implements Outcome {}

  /** Not on disk. */
  record Missing() implements Outcome {}

  /** The disk could not be read. */
  record Unreadable(Throwable cause) implements Outcome {}

  /** Downloaded, verified, published. */
  record Landed(Stored how) implements Outcome {}

  /** Downloaded and verified, but the disk did not take it. */
  record NotStored(Throwable cause) implements Outcome {}

  /** Somebody else published it meanwhile. */
  record OnDisk() implements Outcome {}

  /** Another program holds the lock. */
  record Elsewhere() implements Outcome {}

  /** The transfer was told to end. */
  record Interrupted() implements Outcome {}

  /** The transfer failed, or what came was not the block. */
  record Failed(Throwable cause) implements Outcome {}
}

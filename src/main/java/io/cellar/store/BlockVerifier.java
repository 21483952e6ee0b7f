package io.cellar.store;

import io.cellar.store.BlockFileReader.Found;
import java.io.IOException;
import java.io.InterruptedIOException;

/**
 * Looks at blocks as a reader would, and treats damaged ones as a reader does: what {@code cellar
 * verify} counts.
 */
public final class BlockVerifier {
  private final BlockMender mender;
  private final BlockPaths paths;

  /** What was found. */
  public enum Verdict {
    /** Checksum, structure, shape and voxels are fine. */
    GOOD,
    /**
     * Said to be available, but could not be used. It is not available any more, and what was there
     * of it is in quarantine; in a fileset without a source it lies where it was.
     */
    DAMAGED,
    /**
     * Whether it is fine cannot be told: the disk could not be read, or the file uses a feature of
     * HDF5 that is not read here. It was left as it is.
     */
    UNREADABLE,
    /** Not available. */
    MISSING
  }

  /**
   * What was found of a block.
   *
   * @param reason what is wrong; empty for a good or missing block
   */
  public record Finding(Verdict verdict, String reason) {}

  BlockVerifier(BlockMender mender, BlockPaths paths) {
    this.mender = mender;
    this.paths = paths;
  }

  /**
   * Verifies one block of the view.
   *
   * @throws InterruptedIOException if interrupted
   */
  public Finding verify(long index) throws InterruptedIOException {
    try {
      return switch (mender.thorough(index)) {
        case Found.Good _ -> new Finding(Verdict.GOOD, "");
        case Found.Damaged damaged -> new Finding(Verdict.DAMAGED, damaged.reason());
        case Found.Missing _ -> new Finding(Verdict.MISSING, "");
      };
    } catch (InterruptedIOException e) {
      throw e;
    } catch (IOException e) {
      return new Finding(
          Verdict.UNREADABLE, DiskErrors.reason(e) + " (in " + paths.folder(index) + ")");
    }
  }
}

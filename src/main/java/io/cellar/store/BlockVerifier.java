package io.cellar.store;

import io.cellar.store.BlockReader.Found;
import java.io.IOException;

/** Looks at blocks as a reader would, and moves nothing: what {@code cellar verify} counts. */
public final class BlockVerifier {
  private final BlockMender mender;
  private final BlockPaths paths;
  private final CoverageMap coverage;

  /** What was found. */
  public enum Verdict {
    /** Checksum, structure, shape and voxels are fine. */
    GOOD,
    /** Said to be available, but cannot be used; {@link BlockStore#read} moves it away. */
    DAMAGED,
    /** Not available. */
    MISSING
  }

  BlockVerifier(BlockMender mender, BlockPaths paths, CoverageMap coverage) {
    this.mender = mender;
    this.paths = paths;
    this.coverage = coverage;
  }

  /**
   * Verifies one block of the view.
   *
   * @throws StoreException if the disk cannot be read, or the file uses a feature of HDF5 that is
   *     not read here
   */
  public Verdict verify(long index) throws StoreException {
    try {
      Verdict verdict =
          switch (mender.lookTwice(index)) {
            case Found.Good _ -> Verdict.GOOD;
            case Found.Damaged _ -> Verdict.DAMAGED;
            case Found.Missing _ -> Verdict.MISSING;
          };
      coverage.saw(index, verdict == Verdict.GOOD);
      return verdict;
    } catch (IOException e) {
      throw DiskErrors.reading("cannot verify block " + index, paths.folder(index), e);
    }
  }
}

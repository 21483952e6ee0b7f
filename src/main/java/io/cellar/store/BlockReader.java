package io.cellar.store;

import io.cellar.hdf5.Expectation;
import io.cellar.hdf5.Hdf5Exception;
import io.cellar.hdf5.Hdf5Reader;
import io.cellar.input.RegularFile;
import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import io.cellar.volume.Casts;
import io.cellar.volume.LocalFileset;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.nio.file.LinkOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * Looks at a block file once: checksum, structure, size, then the voxels of the view in the
 * description's dtype. Changes nothing on disk.
 */
final class BlockReader {
  private static final long WIDEST = 8;
  private static final long OVERHEAD = 16L << 20;
  private static final int LONGEST = Integer.MAX_VALUE - 64;

  private final LocalFileset fileset;
  private final BlockPaths paths;
  private final Spellings spellings;
  private final SafeFolders folders;

  /** What one look found. */
  sealed interface Found {
    /** The part of the block that lies in the view. */
    record Good(Block block) implements Found {}

    /** The block is not available. */
    record Missing() implements Found {}

    /**
     * The block is said to be available but cannot be used.
     *
     * @param place where it lies
     * @param stamp which file it was; empty when there is none
     * @param status what its status said
     * @param reason what is wrong
     */
    record Damaged(BlockPlace place, Optional<FileStamp> stamp, StatusFile status, String reason)
        implements Found {}
  }

  BlockReader(LocalFileset fileset, BlockPaths paths, Spellings spellings, SafeFolders folders) {
    this.fileset = fileset;
    this.paths = paths;
    this.spellings = spellings;
    this.folders = folders;
  }

  /**
   * Looks at a block.
   *
   * @throws IOException if the disk cannot be read, or the file uses a feature of HDF5 that is not
   *     read here: neither means that the block is damaged
   */
  Found look(long index) throws IOException {
    Roi inView = inView(index);
    Optional<StatusFile> status = StatusFile.read(paths.folder(index).resolve(BlockPlace.STATUS));
    if (status.isEmpty()) {
      return new Found.Missing();
    }
    BlockPlace place = spellings.existing(index);
    Optional<FileStamp> stamp = FileStamp.of(place.file());
    String reason;
    try {
      return new Found.Good(read(place, status.get(), inView));
    } catch (Hdf5Exception e) {
      if (e.problem() == Hdf5Exception.Problem.UNSUPPORTED) {
        throw e;
      }
      reason = e.getMessage();
    } catch (DamagedException e) {
      reason = e.getMessage();
    } catch (RegularFile.NotRegularException e) {
      reason = "the block file " + e.getReason();
    } catch (IOException e) {
      if (!DiskErrors.isMissing(e)) {
        throw e;
      }
      reason = "the file is missing";
    }
    return new Found.Damaged(place, stamp, status.get(), reason);
  }

  /** The part of a block that the view needs, relative to the block's start. */
  private Roi inView(long index) {
    Roi block = paths.grid().roi(index);
    Roi needed = block.intersect(fileset.storedView());
    if (needed.isEmpty()) {
      throw new IllegalArgumentException(
          "block " + index + " (" + block + ") lies outside of the view " + fileset.storedView());
    }
    return needed.minus(block.start());
  }

  private Block read(BlockPlace place, StatusFile status, Roi needed) throws IOException {
    if (status.problem().isPresent()) {
      throw new DamagedException(status.problem().get());
    }
    if (!folders.isInside(place.folder())) {
      throw new DamagedException("its folder leads out of the cache through a link");
    }
    byte[] bytes = RegularFile.read(place.file(), mostBytes() + 1, LinkOption.NOFOLLOW_LINKS);
    check(bytes, status);
    Expectation expectation = Expectation.within(needed.stop(), fileset.blockShape());
    Block whole = Hdf5Reader.read(bytes, fileset.dataset(), expectation);
    return Casts.cast(cropped(whole, needed), fileset.dtype());
  }

  private static Block cropped(Block whole, Roi needed) {
    return Arrays.equals(whole.shape(), needed.shape()) ? whole : Blocks.crop(whole, needed);
  }

  private void check(byte[] bytes, StatusFile status) throws DamagedException {
    if (bytes.length > mostBytes()) {
      throw new DamagedException(
          "the file is longer than " + mostBytes() + " bytes, more than any such block needs");
    }
    if (status.checksum().isPresent()) {
      StatusFile.Checksum found = StatusFile.Checksum.of(bytes);
      if (!status.allows(found)) {
        throw new DamagedException(
            "the file has " + found + ", but was written as " + status.checksum().get());
      }
    }
  }

  /** Twice the voxels in the widest type, and room for what surrounds them. */
  private int mostBytes() {
    long voxels = 1;
    for (long size : fileset.blockShape()) {
      voxels = Math.min(voxels * Math.min(size, LONGEST), LONGEST);
    }
    return (int) Math.min(2 * WIDEST * voxels + OVERHEAD, LONGEST);
  }

  /** A file that is not what its status promises. */
  private static final class DamagedException extends IOException {
    private static final long serialVersionUID = 1;

    DamagedException(String message) {
      super(message);
    }
  }
}

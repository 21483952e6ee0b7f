package io.cellar.store;

import io.cellar.hdf5.Expectation;
import io.cellar.hdf5.Hdf5Exception;
import io.cellar.hdf5.Hdf5Reader;
import io.cellar.hdf5.VerifiedLayouts;
import io.cellar.input.RegularFile;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import io.cellar.volume.Casts;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Looks at a block file once, thoroughly (checksum, structure, size, then the voxels of the view in
 * the description's dtype) or at a glance. Changes nothing on disk.
 */
final class BlockFileReader {
  private static final long WIDEST = 8;
  private static final long OVERHEAD = 16L << 20;
  private static final int LONGEST = Integer.MAX_VALUE - 64;

  private final ArrayGeometry geometry;
  private final String dataset;
  private final VerifiedLayouts layouts;
  private final BlockPaths paths;
  private final Spellings spellings;
  private final SafeFolders folders;
  private final int mostBytes;
  private final BlockContent files;
  private final UsualLengths lengths;

  /** What one look found. */
  sealed interface Found {
    /**
     * The block is available.
     *
     * @param voxels the part of the block that lies in the view; empty after a glance
     */
    record Good(Optional<Block> voxels) implements Found {}

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

  /** A way of looking at a block. */
  @FunctionalInterface
  interface Look {
    Found at(long index) throws IOException;
  }

  /** What is done with a file that lies there; damage is a {@link DamagedException} or of HDF5. */
  private interface Test {
    Optional<Block> voxels(BlockPlace place, StatusFile status, FileStamp stamp) throws IOException;
  }

  BlockFileReader(
      ArrayGeometry geometry,
      String dataset,
      BlockPaths paths,
      Spellings spellings,
      SafeFolders folders) {
    this.geometry = geometry;
    this.dataset = dataset;
    this.layouts = new VerifiedLayouts(dataset);
    this.paths = paths;
    this.spellings = spellings;
    this.folders = folders;
    this.mostBytes = mostBytes(geometry.blockShape());
    this.files = new BlockContent(mostBytes);
    this.lengths = new UsualLengths(paths.grid());
  }

  /**
   * Reads a block.
   *
   * @throws IOException if the disk cannot be read, or the file uses a feature of HDF5 that is not
   *     read here: neither means that the block is damaged
   * @throws IllegalArgumentException for a block outside of the view
   */
  Found look(long index) throws IOException {
    Roi needed = required(index);
    return judge(
        index,
        (place, status, stamp) ->
            files.use(
                place, status, stamp, (file, length) -> Optional.of(voxels(file, length, needed))));
  }

  /**
   * Reads a block into a larger one, whatever it writes there when it is damaged.
   *
   * @param box where the target lies, in view coordinates
   */
  Found copy(long index, Block target, Roi box) throws IOException {
    Roi needed = required(index);
    Roi stored = geometry.toStored(box);
    Roi block = paths.grid().roi(index);
    Roi part = needed.intersect(stored.minus(block.start()));
    Roi place = stored.minus(block.start());
    return judge(
        index,
        (at, status, stamp) ->
            files.use(
                at,
                status,
                stamp,
                (file, length) -> {
                  layouts.copy(file, length, expected(needed), part, target, place);
                  return Optional.empty();
                }));
  }

  /**
   * Looks whether a block seems to be there without reading it: the file has the length that its
   * status tells, or, where that tells none, headers of HDF5 with a dataset that fits. A file of a
   * feature of HDF5 that is not read here is there: other programs read it.
   *
   * @throws IOException if the disk cannot be read: that does not mean that the block is damaged
   */
  Found glance(long index) throws IOException {
    Optional<Found> usual = glanceAtLength(index);
    if (usual.isPresent()) {
      return usual.get();
    }
    return judge(
        index,
        (place, status, stamp) -> {
          if (!status.allows(stamp.bytes())) {
            throw new BlockContent.DamagedException(
                "the file has %d bytes, but was written as %s"
                    .formatted(stamp.bytes(), status.checksum().orElseThrow()));
          }
          if (status.checksum().isEmpty()) {
            requireHeaders(place, status, stamp, inView(index));
          } else {
            lengths.set(index, stamp.bytes());
          }
          return Optional.empty();
        });
  }

  /**
   * Tells by two names alone whether a block is there, where it is as long as others of its shape;
   * empty when its status has to be read.
   */
  private Optional<Found> glanceAtLength(long index) throws IOException {
    long usual = lengths.get(index);
    if (usual == 0) {
      return Optional.empty();
    }
    BlockPlace place = spellings.likelier(index);
    Optional<FileStamp> status = FileStamp.of(place.status());
    if (status.isEmpty()) {
      return Optional.of(new Found.Missing());
    }
    Optional<FileStamp> file = FileStamp.of(place.file());
    boolean fits =
        status.get().isFile()
            && file.isPresent()
            && file.get().isFile()
            && file.get().bytes() == usual
            && folders.isInside(place.folder());
    return fits ? Optional.of(new Found.Good(Optional.empty())) : Optional.empty();
  }

  private Found judge(long index, Test test) throws IOException {
    BlockPlace place = spellings.likelier(index);
    Optional<StatusFile> status = StatusFile.read(place.status());
    if (status.isEmpty()) {
      return new Found.Missing();
    }
    Optional<FileStamp> stamp = FileStamp.of(place.file());
    if (stamp.isEmpty()) {
      place = spellings.existing(index);
      stamp = FileStamp.of(place.file());
    }
    String reason;
    try {
      if (status.get().problem().isPresent()) {
        throw new BlockContent.DamagedException(status.get().problem().get());
      }
      if (!folders.isInside(place.folder())) {
        throw new BlockContent.DamagedException("its folder leads out of the cache through a link");
      }
      if (stamp.isEmpty()) {
        throw new BlockContent.DamagedException("the file is missing");
      }
      requireUsable(stamp.get());
      return new Found.Good(test.voxels(place, status.get(), stamp.get()));
    } catch (Hdf5Exception e) {
      if (e.problem() == Hdf5Exception.Problem.UNSUPPORTED) {
        throw e;
      }
      reason = e.getMessage();
    } catch (BlockContent.DamagedException e) {
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

  private void requireUsable(FileStamp stamp) throws BlockContent.DamagedException {
    if (!stamp.isFile()) {
      throw new BlockContent.DamagedException(
          "the block file is "
              + (stamp.isFolder() ? "a folder" : "a link, a device or a pipe")
              + ", not a file");
    }
    if (stamp.bytes() > mostBytes) {
      throw new BlockContent.DamagedException(
          "the file is longer than " + mostBytes + " bytes, more than any such block needs");
    }
  }

  /** The part of a block that the view needs, relative to the block's start; it may be empty. */
  private Roi inView(long index) {
    Roi block = paths.grid().roi(index);
    return block.intersect(geometry.storedView()).minus(block.start());
  }

  /** The same, not empty. */
  private Roi required(long index) {
    Roi needed = inView(index);
    if (needed.isEmpty()) {
      throw new IllegalArgumentException(
          "block "
              + index
              + " ("
              + paths.grid().roi(index)
              + ") lies outside of the view "
              + geometry.storedView());
    }
    return needed;
  }

  private Block voxels(byte[] file, int length, Roi needed) throws IOException {
    Block whole = layouts.read(file, length, expected(needed));
    return Casts.cast(cropped(whole, needed), geometry.dtype());
  }

  private Expectation expected(Roi needed) {
    long[] least = needed.isEmpty() ? new long[paths.grid().rank()] : needed.stop();
    return Expectation.within(least, geometry.blockShape());
  }

  private static Block cropped(Block whole, Roi needed) {
    return Arrays.equals(whole.shape(), needed.shape()) ? whole : Blocks.crop(whole, needed);
  }

  private void requireHeaders(BlockPlace place, StatusFile status, FileStamp stamp, Roi needed)
      throws IOException {
    try {
      lookAtHeaders(place, status, stamp, needed);
    } catch (Hdf5Exception e) {
      if (e.problem() != Hdf5Exception.Problem.UNSUPPORTED) {
        throw e;
      }
    }
  }

  private void lookAtHeaders(BlockPlace place, StatusFile status, FileStamp stamp, Roi needed)
      throws IOException {
    try {
      Hdf5Reader.requireHeaders(place.file(), dataset, expected(needed));
    } catch (Hdf5Exception e) {
      throw e;
    } catch (IOException _) {
      // not every file system lets files be mapped
      files.use(
          place,
          status,
          stamp,
          (file, length) -> {
            layouts.verify(file, length, expected(needed));
            return Optional.empty();
          });
    }
  }

  /** Twice the voxels in the widest type, and room for what surrounds them. */
  private static int mostBytes(long[] blockShape) {
    long voxels = 1;
    for (long size : blockShape) {
      voxels = Math.min(voxels * Math.min(size, LONGEST), LONGEST);
    }
    return (int) Math.min(2 * WIDEST * voxels + OVERHEAD, LONGEST);
  }
}

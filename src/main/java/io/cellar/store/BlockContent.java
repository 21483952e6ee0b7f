package io.cellar.store;

import io.cellar.input.RegularFile;
import io.cellar.volume.Block;
import java.io.IOException;
import java.nio.file.LinkOption;
import java.util.Optional;

/**
 * Reads block files and holds them against their status, for those who look at their content and do
 * not keep it. Thread-safe.
 */
final class BlockContent {
  private final int mostBytes;
  private final FileBuffers buffers = new FileBuffers();

  /** What is done with a content. */
  @FunctionalInterface
  interface Use {
    /**
     * Looks at a content.
     *
     * @param file begins with it; used for others afterwards
     * @param length of it
     * @return the voxels that are asked for, if any
     */
    Optional<Block> take(byte[] file, int length) throws IOException;
  }

  /** A file that is not what its status promises. */
  static final class DamagedException extends IOException {
    private static final long serialVersionUID = 1;

    DamagedException(String message) {
      super(message);
    }
  }

  /**
   * @param mostBytes no file is longer
   */
  BlockContent(int mostBytes) {
    this.mostBytes = mostBytes;
  }

  /**
   * Reads a file whose stamp has been looked at.
   *
   * @throws DamagedException if it has another checksum than its status tells
   */
  Optional<Block> use(BlockPlace place, StatusFile status, FileStamp stamp, Use use)
      throws IOException {
    if (stamp.bytes() == 0) { // some file systems tell no lengths
      byte[] file = RegularFile.read(place.file(), mostBytes, LinkOption.NOFOLLOW_LINKS);
      return checked(file, file.length, status, use);
    }
    int bytes = (int) stamp.bytes();
    byte[] buffer = buffers.take(bytes);
    try {
      int length = RegularFile.read(place.file(), buffer, bytes, LinkOption.NOFOLLOW_LINKS);
      return checked(buffer, length, status, use);
    } finally {
      buffers.give(buffer);
    }
  }

  private static Optional<Block> checked(byte[] file, int length, StatusFile status, Use use)
      throws IOException {
    if (status.checksum().isPresent()) {
      StatusFile.Checksum found = StatusFile.Checksum.of(file, length);
      if (!status.allows(found)) {
        throw new DamagedException(
            "the file has " + found + ", but was written as " + status.checksum().get());
      }
    }
    return use.take(file, length);
  }
}

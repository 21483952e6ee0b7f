package io.cellar.store;

import io.cellar.input.RegularFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * A lock file that this process made. Its content tells it from all others.
 *
 * @param file its name, or one of its names
 * @param content what it says
 */
record LockFile(Path file, byte[] content) {

  /** True when the name is still that of the file that was made. */
  boolean isOurs() throws IOException {
    try {
      return says(RegularFile.read(file, content.length + 1, LinkOption.NOFOLLOW_LINKS));
    } catch (RegularFile.NotRegularException _) {
      return false;
    } catch (IOException e) {
      return missing(e);
    }
  }

  boolean says(byte[] found) {
    return Arrays.equals(found, content);
  }

  /**
   * Gives the file a new modification time by writing the same bytes over themselves, so that it is
   * the file system's clock that sets it. Whoever took the lock over has renamed our file first:
   * the bytes then go into that, not into the new owner's.
   *
   * @return false when the name is another file's now, or nobody's
   */
  boolean refresh() throws IOException {
    try (FileChannel channel = opened()) {
      ByteBuffer found = ByteBuffer.allocate(content.length + 1);
      while (found.hasRemaining() && channel.read(found) >= 0) {
        // to the end, or one byte more than ours
      }
      boolean ours = says(Arrays.copyOf(found.array(), found.position()));
      if (ours) {
        channel.write(ByteBuffer.wrap(content), 0);
      }
      return ours;
    } catch (RegularFile.NotRegularException _) {
      return false;
    } catch (IOException e) {
      return missing(e);
    }
  }

  private static boolean missing(IOException e) throws IOException {
    if (DiskErrors.isMissing(e)) {
      return false;
    }
    throw e;
  }

  private FileChannel opened() throws IOException {
    RegularFile.require(file, LinkOption.NOFOLLOW_LINKS);
    return FileChannel.open(
        file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  }
}

package io.cellar.store;

import io.cellar.input.RegularFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A lock file of this process. Refreshing and releasing first check that it is still its own. */
final class HeldLock implements BlockLock {
  private static final Logger LOG = LoggerFactory.getLogger(HeldLock.class);

  private final Path file;
  private final byte[] content;
  private final DiskOps disk;
  private final Consumer<HeldLock> released;
  private boolean open = true;

  HeldLock(Path file, byte[] content, DiskOps disk, Consumer<HeldLock> released) {
    this.file = file;
    this.content = content;
    this.disk = disk;
    this.released = released;
  }

  Path file() {
    return file;
  }

  /**
   * Gives the file a new modification time by writing the same bytes over themselves, so that it is
   * the file system's clock that sets it. Whoever took the lock over has renamed our file first:
   * the bytes then go into that, not into the new owner's.
   */
  synchronized void refresh() throws IOException {
    if (!open) {
      return;
    }
    try (FileChannel channel = opened()) {
      ByteBuffer found = ByteBuffer.allocate(content.length + 1);
      while (found.hasRemaining() && channel.read(found) >= 0) {
        // to the end, or one byte more than ours
      }
      if (isOurs(Arrays.copyOf(found.array(), found.position()))) {
        channel.write(ByteBuffer.wrap(content), 0);
        return;
      }
    } catch (RegularFile.NotRegularException _) {
      // somebody else's
    } catch (IOException e) {
      if (!DiskErrors.isMissing(e)) {
        throw e;
      }
    }
    LOG.info("the lock {} was taken over by another program; the block is fetched twice", file);
    leave();
  }

  private FileChannel opened() throws IOException {
    RegularFile.require(file, LinkOption.NOFOLLOW_LINKS);
    return FileChannel.open(
        file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public synchronized void close() {
    if (!open) {
      return;
    }
    try {
      if (isOurs(RegularFile.read(file, content.length + 1, LinkOption.NOFOLLOW_LINKS))) {
        disk.delete(file);
      }
    } catch (RegularFile.NotRegularException _) {
      // somebody else's
    } catch (IOException e) {
      if (!DiskErrors.isMissing(e)) {
        LOG.warn("the lock {} could not be removed and goes stale: {}", file, DiskErrors.reason(e));
      }
    }
    leave();
  }

  private boolean isOurs(byte[] found) {
    return Arrays.equals(found, content);
  }

  private void leave() {
    open = false;
    released.accept(this);
  }
}

package io.cellar.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each single call on the disk fails once, or is the last thing that the process does. */
class FailingDiskTest {
  @TempDir Path temp;

  private static IOException full() {
    return new FileSystemException("x", null, "No space left on device");
  }

  @Test
  void publishThatFailsAnywhereLeavesNothingBehind() throws Exception {
    int n = 1;
    for (FaultyDisk disk; ; n++) {
      Sample.Fileset fileset = Sample.synthetic(temp.resolve("full" + n));
      disk = FaultyDisk.failing(n, FailingDiskTest::full);
      try (FilesetStore store = Sample.open(fileset, StoreOptions.cache(), disk)) {
        byte[] bytes = Sample.hdf5(store, 3);
        if (published(store, bytes)) {
          assertTrue(n > 8, "all calls of a publish have failed once");
          break;
        }
        assertEquals(List.of(), Sample.files(fileset.root()), "call " + n);
        assertFalse(store.isAvailable(3));
        assertEquals(Coverage.State.UNKNOWN, store.coverage().get(3));
        store.publish(3, bytes, Sample.FROM);
        assertTrue(store.read(3).isPresent());
      }
    }
  }

  private static boolean published(FilesetStore store, byte[] bytes) {
    try {
      store.publish(3, bytes, Sample.FROM);
      return true;
    } catch (StoreException e) {
      assertInstanceOf(StoreException.DiskFull.class, e);
      assertTrue(e.getMessage().contains("block-([0, 0, 24], [8, 8, 30]).h5"), e.getMessage());
      return false;
    }
  }

  @Test
  void processThatDiesAnywhereWhilePublishingNeverLeavesAWrongBlock() throws Exception {
    int n = 1;
    for (FaultyDisk disk; ; n++) {
      Sample.Fileset fileset = Sample.synthetic(temp.resolve("dead" + n));
      disk = FaultyDisk.dyingAt(n);
      FilesetStore dying = Sample.open(fileset, StoreOptions.cache(), disk);
      byte[] bytes = Sample.hdf5(dying, 3);
      try {
        dying.publish(3, bytes, Sample.FROM);
      } catch (StoreException _) {
        // as it must
      }
      try (FilesetStore next = Sample.open(fileset, StoreOptions.cache())) {
        boolean available = next.isAvailable(3);
        assertEquals(available, next.read(3).isPresent(), "call " + n);
        assertEquals(0, next.quarantined());
        for (String file : Sample.files(fileset.root())) {
          assertTrue(
              file.endsWith(".part")
                  || file.endsWith("STATUS.txt")
                  || Files.size(fileset.root().resolve(file)) == bytes.length,
              file);
        }
      }
      if (!disk.reached()) {
        break;
      }
    }
    assertTrue(n > 8);
  }

  @Test
  void blockThatIsReplacedIsOldOrNewWhereverTheProcessDies() throws Exception {
    int n = 1;
    for (FaultyDisk disk; ; n++) {
      Sample.Fileset fileset = Sample.synthetic(temp.resolve("again" + n));
      try (FilesetStore first = Sample.open(fileset, StoreOptions.cache())) {
        first.publish(3, Sample.hdf5(first, 3), Sample.FROM);
      }
      disk = FaultyDisk.dyingAt(n);
      FilesetStore dying = Sample.open(fileset, StoreOptions.cache(), disk);
      try {
        dying.publish(3, Sample.hdf5(dying, 7).clone(), Sample.FROM);
      } catch (StoreException _) {
        // as it must
      }
      try (FilesetStore next = Sample.open(fileset, StoreOptions.cache())) {
        int voxel = ((short[]) next.read(3).orElseThrow().values())[0];
        assertTrue(voxel == 3000 || voxel == 7000, "voxel " + voxel + ", call " + n);
        assertEquals(0, next.quarantined());
      }
      if (!disk.reached()) {
        break;
      }
    }
  }

  @Test
  void lockThatCannotBeWrittenIsNotLeft() throws Exception {
    for (int n = 1; ; n++) {
      Sample.Fileset fileset = Sample.synthetic(temp.resolve("lock" + n));
      FaultyDisk disk = FaultyDisk.failing(n, () -> new IOException("I/O error"));
      try (FilesetStore store = Sample.open(fileset, StoreOptions.cache(), disk)) {
        try {
          store.tryLock(3).orElseThrow().close();
        } catch (StoreException _) {
          assertEquals(List.of(), Sample.files(fileset.root()), "call " + n);
          store.tryLock(3).orElseThrow().close();
        }
        if (!disk.reached()) {
          assertTrue(n > 4);
          return;
        }
      }
    }
  }

  @Test
  void readOnlyCacheIsReadAndSaysThatItCannotBeWritten() throws Exception {
    Sample.Fileset fileset = Sample.synthetic(temp);
    byte[] bytes;
    try (FilesetStore store = Sample.open(fileset, StoreOptions.cache())) {
      bytes = Sample.hdf5(store, 3);
      store.publish(3, bytes, Sample.FROM);
      store.publish(4, bytes, Sample.FROM); // of the wrong shape
    }
    DiskOps readOnly = new ReadOnlyDisk();
    try (FilesetStore store = Sample.open(fileset, StoreOptions.cache(), readOnly)) {
      assertTrue(store.read(3).isPresent());
      assertThrows(StoreException.NotWritable.class, () -> store.publish(5, bytes, Sample.FROM));
      assertThrows(StoreException.NotWritable.class, () -> store.tryLock(5));
      assertTrue(store.read(4).isEmpty(), "damaged, and cannot be moved away");
      assertEquals(0, store.quarantined());
    }
  }

  /** What root gets from a file system that is mounted read-only. */
  private static final class ReadOnlyDisk implements DiskOps {
    private static FileSystemException refused(Path file) {
      return new FileSystemException(file.toString(), null, "Read-only file system");
    }

    @Override
    public void folders(Path folder) throws IOException {
      throw refused(folder);
    }

    @Override
    public boolean folder(Path folder) throws IOException {
      throw refused(folder);
    }

    @Override
    public java.io.OutputStream createLines(Path file) throws IOException {
      throw refused(file);
    }

    @Override
    public java.nio.channels.FileChannel create(Path file) throws IOException {
      throw refused(file);
    }

    @Override
    public void write(java.nio.channels.FileChannel channel, java.nio.ByteBuffer content) {
      throw new AssertionError("nothing is open");
    }

    @Override
    public void force(java.nio.channels.FileChannel channel) {
      throw new AssertionError("nothing is open");
    }

    @Override
    public boolean settles() {
      return false;
    }

    @Override
    public SyncFs openFileSystem(Path folder) throws IOException {
      throw refused(folder);
    }

    @Override
    public void settle(SyncFs fileSystem) {
      throw new AssertionError("nothing is open");
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
      throw refused(folder);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
      throw refused(from);
    }

    @Override
    public void link(Path newName, Path existing) throws IOException {
      throw refused(newName);
    }

    @Override
    public boolean delete(Path file) throws IOException {
      throw refused(file);
    }
  }
}

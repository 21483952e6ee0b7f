package io.cellar.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real file systems that are full or read-only. Mounting needs root; skipped without. */
@Tag("faults")
class MountedDiskTest {
  @TempDir Path temp;

  private static boolean run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  private Path mountTmpfs(String options) throws Exception {
    Path at = Files.createDirectories(temp.resolve("disk"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", options, "cellar-test", at.toString()),
        "cannot mount a tmpfs here: needs root");
    return at;
  }

  private static void unmount(Path at) throws Exception {
    assertTrue(run("umount", at.toString()));
  }

  @Test
  void fullDiskIsSaidLeavesNothingAndGoesOnWhenThereIsSpace() throws Exception {
    fills("size=64k");
  }

  @Test
  void usedUpInodesAreAFullDisk() throws Exception {
    fills("size=8m,nr_inodes=40");
  }

  private void fills(String options) throws Exception {
    Path disk = mountTmpfs(options);
    try (FilesetStore store = Sample.open(Sample.synthetic(disk), StoreOptions.cache())) {
      StoreException.DiskFull full = null;
      long index = 0;
      for (; full == null; index++) {
        try {
          store.publish(index, Sample.hdf5(store, index), Sample.FROM);
        } catch (StoreException.DiskFull e) {
          full = e;
        }
      }
      long failed = index - 1;
      assertTrue(full.getMessage().contains("full"), full.getMessage());
      assertTrue(store.read(failed).isEmpty());
      List<String> strays =
          Sample.files(disk).stream().filter(file -> file.endsWith(".part")).toList();
      assertEquals(List.of(), strays);
      for (long good = 0; good < failed; good++) {
        assertTrue(store.read(good).isPresent());
      }
      store.forget(0);
      store.forget(1);
      byte[] bytes = Sample.hdf5(store, 1);
      store.publish(1, bytes, Sample.FROM);
      assertTrue(store.read(1).isPresent());
    } finally {
      unmount(disk);
    }
  }

  @Test
  void readOnlyFileSystemIsRead() throws Exception {
    Path disk = mountTmpfs("size=4m");
    try {
      try (FilesetStore store = Sample.open(Sample.synthetic(disk), StoreOptions.cache())) {
        store.publish(0, Sample.hdf5(store, 0), Sample.FROM);
      }
      assertTrue(run("mount", "-o", "remount,ro", disk.toString()));
      try (FilesetStore store = Sample.open(Sample.synthetic(disk), StoreOptions.cache())) {
        assertTrue(store.read(0).isPresent());
        byte[] bytes = Sample.hdf5(store, 1);
        assertThrows(StoreException.NotWritable.class, () -> store.publish(1, bytes, Sample.FROM));
        assertThrows(StoreException.NotWritable.class, () -> store.tryLock(1));
        assertThrows(StoreException.NotWritable.class, () -> store.forget(0));
      }
    } finally {
      unmount(disk);
    }
  }
}

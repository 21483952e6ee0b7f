package io.cellar.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.cell.TestVolume;
import io.cellar.volume.Block;
import io.cellar.volume.DType;
import io.cellar.volume.Described;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilesetStoreTest extends AbstractBlockStoreTest<FilesetStore> {
  @TempDir Path root;

  @Override
  protected FilesetStore open(TestVolume volume, Path folder) {
    return FilesetStore.open(
        volume.geometry(),
        Described.layout("test", folder),
        StoreOptions.cache().withDurability(Durability.NONE));
  }

  private FilesetStore open() {
    return Sample.open(Sample.synthetic(root), StoreOptions.cache());
  }

  @Test
  void publishedBlockIsReadBackAndLiesWhereIlastikLooks() throws Exception {
    try (FilesetStore store = open()) {
      long last = store.grid().count() - 1;
      byte[] bytes = Sample.hdf5(store, last);
      assertTrue(store.read(last).isEmpty());
      store.publish(last, bytes, Sample.FROM);
      Path folder = root.resolve("z_00000016/y_00000016/x_00000024");
      assertArrayEquals(
          bytes, Files.readAllBytes(folder.resolve("block-([16, 16, 24], [20, 24, 30]).h5")));
      assertEquals(
          List.of(
              "z_00000016/y_00000016/x_00000024/STATUS.txt",
              "z_00000016/y_00000016/x_00000024/block-([16, 16, 24], [20, 24, 30]).h5"),
          Sample.files(root));
      String status = Files.readString(folder.resolve("STATUS.txt"));
      assertTrue(
          status.startsWith("{\"bytes\":" + bytes.length + ",\"checksum\":{\"algorithm\":"),
          status);
      assertTrue(store.isAvailable(last));
      assertArrayEquals(
          (short[]) Sample.block(store, last).values(),
          (short[]) store.read(last).orElseThrow().values());
      assertEquals(Coverage.State.AVAILABLE, store.coverage().get(last));
    }
  }

  @Test
  void folderThatDoesNotExistIsOpenedAndLeftAlone() throws Exception {
    Path nowhere = root.resolve("a/b");
    try (FilesetStore store = Sample.open(Sample.synthetic(nowhere), StoreOptions.cache())) {
      assertFalse(store.isAvailable(0));
      assertTrue(store.read(0).isEmpty());
      assertTrue(store.lockInfo(0).isEmpty());
      assertEquals(0, store.census().forEachAvailable(_ -> {}));
      assertEquals(0, store.locks().forEach(_ -> {}));
      store.forget(0);
      assertFalse(store.coverageWasKnown());
    }
    assertFalse(Files.exists(root.resolve("a")));
  }

  @Test
  void rootThatIsAFileIsNotWritableAndHoldsNothing() throws Exception {
    Path file = Files.writeString(root.resolve("file"), "");
    try (FilesetStore store = Sample.open(Sample.synthetic(file), StoreOptions.cache())) {
      assertTrue(store.read(0).isEmpty());
      byte[] bytes = Sample.hdf5(store, 0);
      assertThrows(StoreException.NotWritable.class, () -> store.publish(0, bytes, Sample.FROM));
      assertThrows(StoreException.NotWritable.class, () -> store.tryLock(0));
    }
  }

  @Test
  void fileInPlaceOfABlocksFolderIsReportedAndHoldsNothing() throws Exception {
    Files.createDirectories(root.resolve("z_00000000"));
    Files.writeString(root.resolve("z_00000000/y_00000000"), "");
    try (FilesetStore store = open()) {
      assertTrue(store.read(0).isEmpty());
      byte[] bytes = Sample.hdf5(store, 0);
      StoreException e =
          assertThrows(
              StoreException.NotWritable.class, () -> store.publish(0, bytes, Sample.FROM));
      assertTrue(e.getMessage().contains("y_00000000"), e.getMessage());
    }
  }

  @Test
  void linkThatLeadsOutOfTheRootIsNotFollowedForWriting() throws Exception {
    Path cache = Files.createDirectories(root.resolve("cache"));
    Path outside = Files.createDirectories(root.resolve("outside"));
    Files.createSymbolicLink(cache.resolve("z_00000000"), outside);
    try (FilesetStore store = Sample.open(Sample.synthetic(cache), StoreOptions.cache())) {
      byte[] bytes = Sample.hdf5(store, 0);
      StoreException e =
          assertThrows(
              StoreException.NotWritable.class, () -> store.publish(0, bytes, Sample.FROM));
      assertTrue(e.getMessage().contains("leads out of the cache folder"), e.getMessage());
      assertThrows(StoreException.NotWritable.class, () -> store.tryLock(0));
      assertEquals(List.of(), Sample.files(outside));
      try (var made = Files.list(outside)) {
        assertEquals(0, made.count(), "no folders either");
      }
    }
  }

  @Test
  void rootThatIsItselfALinkIsTheUsersOwn() throws Exception {
    Path real = Files.createDirectories(root.resolve("real"));
    Path link = Files.createSymbolicLink(root.resolve("link"), real);
    try (FilesetStore store = Sample.open(Sample.synthetic(link), StoreOptions.cache())) {
      store.publish(0, Sample.hdf5(store, 0), Sample.FROM);
      assertTrue(store.read(0).isPresent());
    }
  }

  @Test
  void otherDTypesOnDiskAreConvertedAsNumpyDoes() throws Exception {
    try (FilesetStore store = open()) {
      float[] values = new float[8 * 8 * 8];
      values[0] = 3.9f;
      values[1] = 70000f;
      Block floats = new Block(DType.FLOAT32, new long[] {8, 8, 8}, values);
      store.publish(0, store.encode(floats), Sample.FROM);
      Block read = store.read(0).orElseThrow();
      assertEquals(DType.UINT16, read.dtype());
      assertEquals(3, read.toDouble(0));
      assertEquals(70000 - 65536, read.toDouble(1));
    }
  }

  @Test
  void blockBehindAUserBlockIsKeptAndRead() throws Exception {
    try (FilesetStore store = open()) {
      byte[] plain = Sample.hdf5(store, 0);
      byte[] bytes = new byte[1024 + plain.length];
      System.arraycopy(plain, 0, bytes, 1024, plain.length);
      store.publish(0, bytes, Sample.FROM);
      assertArrayEquals(
          (short[]) Sample.block(store, 0).values(),
          (short[]) store.read(0).orElseThrow().values());
    }
  }

  @Test
  void largerFileIsCroppedToTheView() throws Exception {
    Sample.Fileset whole = Sample.synthetic(root);
    Sample.Fileset part = Sample.withView(whole, new long[] {3, 24, 30});
    try (FilesetStore store = open()) {
      store.publish(0, Sample.hdf5(store, 0), Sample.FROM);
    }
    try (FilesetStore store = Sample.open(part, StoreOptions.cache())) {
      Block block = store.read(0).orElseThrow();
      assertArrayEquals(new long[] {3, 8, 8}, block.shape());
      assertEquals(2 * 64 + 63, block.toDouble(block.length() - 1));
      long outside = store.grid().count() - 1;
      assertThrows(IllegalArgumentException.class, () -> store.read(outside));
    }
  }

  @Test
  void forgettingKeepsForeignFiles() throws Exception {
    try (FilesetStore store = open()) {
      store.publish(0, Sample.hdf5(store, 0), Sample.FROM);
      Path foreign = root.resolve("z_00000000/y_00000000/x_00000000/description.json");
      Files.writeString(foreign, "{}");
      store.forget(0);
      store.forget(0);
      assertEquals(List.of(root.relativize(foreign).toString()), Sample.files(root));
      assertEquals(Coverage.State.UNKNOWN, store.coverage().get(0));
      assertTrue(store.read(0).isEmpty());
    }
  }

  @Test
  void interruptedWriterLeavesNothingAndReadersDoNotMind() throws Exception {
    try (FilesetStore store = open()) {
      byte[] bytes = Sample.hdf5(store, 0);
      store.publish(0, bytes, Sample.FROM);
      Thread.currentThread().interrupt();
      assertTrue(store.read(0).isPresent());
      StoreException e =
          assertThrows(StoreException.class, () -> store.publish(1, bytes, Sample.FROM));
      assertTrue(Thread.interrupted());
      assertTrue(e.getMessage().contains("interrupted"), e.getMessage());
      assertEquals(2, Sample.files(root).size());
    }
  }

  @Test
  void closedStoreWritesNoMoreAndClosesTwice() throws Exception {
    FilesetStore store = open();
    byte[] bytes = Sample.hdf5(store, 0);
    store.publish(0, bytes, Sample.FROM);
    store.close();
    store.close();
    assertThrows(IllegalStateException.class, () -> store.publish(1, bytes, Sample.FROM));
    try (var journals = Files.list(root.resolve(".cellar/journal"))) {
      assertEquals(0, journals.count());
    }
  }

  @Test
  void coverageIsThereAgainAfterReopening() throws Exception {
    try (FilesetStore store = open()) {
      store.publish(7, Sample.hdf5(store, 7), Sample.FROM);
      store.coverage().set(8, Coverage.State.ABSENT);
    }
    try (FilesetStore store = open()) {
      assertTrue(store.coverageWasKnown());
      assertEquals(Coverage.State.AVAILABLE, store.coverage().get(7));
      assertEquals(Coverage.State.ABSENT, store.coverage().get(8));
    }
  }

  @Test
  void coverageIsSavedWhileTheStoreIsOpenAndSharedWithOthers() throws Exception {
    StoreOptions.Timing fast =
        new StoreOptions.Timing(
            Duration.ofMillis(1),
            Duration.ofMillis(10),
            Duration.ofMinutes(2),
            Duration.ofHours(1));
    StoreOptions options = StoreOptions.cache().withTiming(fast);
    try (FilesetStore one = Sample.open(Sample.synthetic(root), options);
        FilesetStore two = Sample.open(Sample.synthetic(root), options)) {
      one.publish(7, Sample.hdf5(one, 7), Sample.FROM);
      two.publish(8, Sample.hdf5(two, 8), Sample.FROM);
      Eventually.isTrue(
          () -> {
            try (FilesetStore later = open()) {
              return later.coverage().count(Coverage.State.AVAILABLE) == 2;
            }
          });
    }
  }

  @Test
  void censusAndCoverageAgreeWithAModel() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    boolean[] model = new boolean[36];
    try (FilesetStore store = open();
        FilesetStore other = open()) {
      assertEquals(36, store.grid().count());
      for (int i = 0; i < 300; i++) {
        int index = random.nextInt(model.length);
        FilesetStore who = random.nextBoolean() ? store : other;
        switch (random.nextInt(4)) {
          case 0 -> {
            who.publish(index, Sample.hdf5(store, index), Sample.FROM);
            model[index] = true;
          }
          case 1 -> {
            who.forget(index);
            model[index] = false;
          }
          case 2 -> assertEquals(model[index], who.read(index).isPresent(), "seed " + seed);
          default -> assertEquals(model[index], who.isAvailable(index), "seed " + seed);
        }
      }
      int[] n = new int[1];
      long count =
          store
              .census()
              .forEachAvailable(
                  index -> {
                    assertTrue(model[(int) index], "seed " + seed);
                    n[0]++;
                  });
      assertEquals(n[0], count);
      long expected = java.util.stream.IntStream.range(0, 36).filter(i -> model[i]).count();
      assertEquals(expected, count, "seed " + seed);
      assertEquals(0, store.quarantined());
    }
  }

  @Test
  void sessionThatFindsWhatWasKnownWritesNothing() throws Exception {
    Sample.Fileset fileset = Sample.synthetic(root.resolve("kept"));
    try (FilesetStore store = Sample.open(fileset, StoreOptions.cache())) {
      store.publish(0, Sample.hdf5(store, 0), Sample.FROM);
    }
    CountedDisk disk = new CountedDisk();
    try (FilesetStore store = Sample.open(fileset, StoreOptions.cache(), disk)) {
      assertTrue(store.isAvailable(0));
      assertTrue(store.read(0).isPresent());
      assertTrue(store.read(1).isEmpty());
      store.census().forEachAvailable(_ -> {});
      store.locks().forEach(_ -> {});
      store.clearStaleLock(0);
      store.settle();
      store.saveCoverage();
    }
    assertEquals(java.util.List.of(), disk.calls);
  }
}

package io.cellar.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.store.BlockVerifier.Verdict;
import io.cellar.store.Coverage.State;
import io.cellar.volume.Block;
import io.cellar.volume.DType;
import io.cellar.volume.FillValue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks that the source stores nothing of, in a cache. */
class EmptyBlocksTest {
  private static final StoreOptions SEVEN =
      StoreOptions.cache()
          .withDurability(Durability.NONE)
          .withFill(Optional.of(new FillValue(DType.UINT16, 7)));

  @TempDir Path root;

  private FilesetStore open() {
    return Sample.open(Sample.synthetic(root), SEVEN);
  }

  private static void assertSevens(Block block, long... shape) {
    short[] sevens = new short[block.length()];
    Arrays.fill(sevens, (short) 7);
    assertArrayEquals(shape, block.shape());
    assertArrayEquals(sevens, (short[]) block.values());
  }

  @Test
  void itIsReadAsTheFillValueAndCostsNoFile() throws Exception {
    try (FilesetStore store = open()) {
      for (long index = 0; index < store.grid().count(); index++) {
        store.noteEmpty(index);
        assertTrue(store.isAvailable(index));
      }
      assertSevens(store.read(0).orElseThrow(), 8, 8, 8);
      assertSevens(store.read(store.grid().count() - 1).orElseThrow(), 4, 8, 6);
      assertEquals(List.of(), Sample.files(root));
      assertEquals(store.grid().count(), store.coverage().count(State.EMPTY));
    }
    try (Stream<Path> entries = Files.list(root)) {
      assertEquals(List.of(root.resolve(".cellar")), entries.toList());
    }
    try (FilesetStore again = open()) {
      assertEquals(State.EMPTY, again.coverage().get(5));
      assertSevens(again.read(5).orElseThrow(), 8, 8, 8);
    }
  }

  @Test
  void untouchedIsWhatIsNeitherLockedNorNotedAsEmpty() throws Exception {
    try (FilesetStore store = open()) {
      assertTrue(store.isUntouched(1));
      store.noteEmpty(1);
      assertFalse(store.isUntouched(1));
      assertTrue(store.isUntouched(2));
      store.tryLock(2).orElseThrow().close();
      assertFalse(store.isUntouched(2));
    }
  }

  @Test
  void onlyThePartInTheViewIsRead() throws Exception {
    Sample.Fileset fileset =
        Sample.fileset(root, DType.UINT16, new long[] {20, 24, 30}, new long[] {3, 2, 9});
    try (FilesetStore store = Sample.open(fileset, SEVEN)) {
      store.noteEmpty(1);
      assertSevens(store.read(1).orElseThrow(), 5, 6, 7);
      store.noteEmpty(0);
      assertThrows(IllegalArgumentException.class, () -> store.read(0));
    }
  }

  @Test
  void whatWasNotSavedIsNotKnown() throws Exception {
    try (FilesetStore killed = open()) {
      killed.noteEmpty(3);
      try (FilesetStore next = open()) {
        assertEquals(State.UNKNOWN, next.coverage().get(3));
        assertTrue(next.read(3).isEmpty());
      }
    }
  }

  @Test
  void anOldFileGivesWay() throws Exception {
    try (FilesetStore store = open()) {
      store.publish(2, Sample.hdf5(store, 2), Sample.FROM);
      store.noteEmpty(2);
      assertSevens(store.read(2).orElseThrow(), 8, 8, 8);
      assertEquals(List.of(), Sample.files(root), "neither the file nor a lock is left");
      store.publish(2, Sample.hdf5(store, 2), Sample.FROM);
      assertEquals(State.AVAILABLE, store.coverage().get(2));
      assertArrayEquals(
          (short[]) Sample.block(store, 2).values(),
          (short[]) store.read(2).orElseThrow().values());
    }
  }

  @Test
  void anOldFileThatIsLockedElsewhereStaysAndIsSaid() throws Exception {
    try (FilesetStore store = open();
        FilesetStore other = open()) {
      store.publish(2, Sample.hdf5(store, 2), Sample.FROM);
      try (BlockLock held = other.tryLock(2).orElseThrow()) {
        StoreException error = assertThrows(StoreException.class, () -> store.noteEmpty(2));
        assertTrue(error.getMessage().contains("is locked by"), error.getMessage());
      }
      assertEquals(State.AVAILABLE, store.coverage().get(2));
      assertArrayEquals(
          (short[]) Sample.block(store, 2).values(),
          (short[]) store.read(2).orElseThrow().values());
    }
  }

  @Test
  void aFileOfAnotherProgramIsFoundByWhoWalksThroughTheCache() throws Exception {
    try (FilesetStore store = open();
        FilesetStore other = open()) {
      store.noteEmpty(2);
      other.publish(2, Sample.hdf5(other, 2), Sample.FROM);
      assertSevens(store.read(2).orElseThrow(), 8, 8, 8);
      assertEquals(1, store.census().forEachAvailable(index -> assertEquals(2, index)));
      assertEquals(State.AVAILABLE, store.coverage().get(2));
      assertArrayEquals(
          (short[]) Sample.block(store, 2).values(),
          (short[]) store.read(2).orElseThrow().values());
    }
  }

  @Test
  void verifyingLeavesItAloneUnlessAFileIsThere() throws Exception {
    try (FilesetStore store = open();
        FilesetStore other = open()) {
      store.noteEmpty(2);
      assertEquals(Verdict.MISSING, store.verifier().verify(2).verdict());
      assertEquals(State.EMPTY, store.coverage().get(2));
      other.publish(2, Sample.hdf5(other, 2), Sample.FROM);
      assertEquals(Verdict.GOOD, store.verifier().verify(2).verdict());
      assertEquals(State.AVAILABLE, store.coverage().get(2));
    }
  }

  @Test
  void forgettingMakesItUnknown() throws Exception {
    try (FilesetStore store = open()) {
      store.noteEmpty(2);
      store.forget(2);
      assertEquals(State.UNKNOWN, store.coverage().get(2));
      assertTrue(store.read(2).isEmpty());
    }
  }

  @Test
  void aFileIsWrittenForItWhenOneIsWanted() throws Exception {
    try (FilesetStore store = open()) {
      long last = store.grid().count() - 1;
      store.noteEmpty(last);
      long bytes = store.writeEmpty(last);
      Path file =
          root.resolve("z_00000016/y_00000016/x_00000024/block-([16, 16, 24], [20, 24, 30]).h5");
      assertEquals(bytes, Files.size(file));
      assertEquals(State.AVAILABLE, store.coverage().get(last));
      assertSevens(store.read(last).orElseThrow(), 4, 8, 6);
      assertEquals(0, store.writeEmpty(last), "it is not empty any more");
      assertEquals(Verdict.GOOD, store.verifier().verify(last).verdict());
    }
    try (FilesetStore other = Sample.open(Sample.synthetic(root), StoreOptions.localOnly())) {
      assertSevens(other.read(other.grid().count() - 1).orElseThrow(), 4, 8, 6);
    }
  }

  @Test
  void withoutAFillValueNothingIsEmpty() throws Exception {
    try (FilesetStore store = Sample.open(Sample.synthetic(root), StoreOptions.cache())) {
      StoreException error = assertThrows(StoreException.class, () -> store.noteEmpty(2));
      assertTrue(error.getMessage().contains("no fill value"), error.getMessage());
      store.coverage().set(2, State.EMPTY);
      assertFalse(store.isAvailable(2));
      assertTrue(store.read(2).isEmpty());
      assertEquals(0, store.writeEmpty(2));
    }
  }

  @Test
  void aFillValueOfAnotherTypeIsRefused() {
    StoreOptions bytes = SEVEN.withFill(Optional.of(new FillValue(DType.UINT8, 7)));
    assertThrows(IllegalArgumentException.class, () -> Sample.open(Sample.synthetic(root), bytes));
  }

  @Test
  void itStaysEmptyWhenTheDayOfAbsentBlocksIsOver() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-20T13:00:00Z"));
    StoreOptions options = SEVEN.withClock(now::get);
    try (FilesetStore store = Sample.open(Sample.synthetic(root), options)) {
      store.noteEmpty(1);
      store.coverage().set(2, State.ABSENT);
    }
    now.set(now.get().plus(Duration.ofDays(400)));
    try (FilesetStore store = Sample.open(Sample.synthetic(root), options)) {
      assertEquals(State.EMPTY, store.coverage().get(1));
      assertEquals(State.UNKNOWN, store.coverage().get(2));
      assertEquals(1, store.coverage().count(State.EMPTY));
    }
  }
}

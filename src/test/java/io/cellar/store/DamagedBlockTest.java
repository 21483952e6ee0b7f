package io.cellar.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.hdf5.Hdf5Writer;
import io.cellar.volume.Block;
import io.cellar.volume.BlockEncoding;
import io.cellar.volume.Blocks;
import io.cellar.volume.Casts;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks that are damaged, or are replaced while they are read. */
class DamagedBlockTest {
  @TempDir Path root;

  private FilesetStore open() {
    return Sample.open(Sample.synthetic(root), StoreOptions.cache());
  }

  @Test
  void everyKindOfDamageIsMovedAwayAndReadsAsNotAvailable() throws Exception {
    for (String damage : List.of("flip", "short", "missing", "longer", "folder")) {
      try (FilesetStore store =
          Sample.open(Sample.synthetic(root.resolve(damage)), StoreOptions.cache())) {
        byte[] bytes = Sample.hdf5(store, 1);
        store.publish(1, bytes, Sample.FROM);
        harm(damage, Sample.of(store).paths().place(1, Spelling.PLAIN).file(), bytes);
        assertTrue(store.read(1).isEmpty(), damage);
        assertFalse(store.isAvailable(1), damage);
        assertEquals(1, store.quarantined());
        assertEquals(BlockVerifier.Verdict.MISSING, store.verifier().verify(1).verdict());
        store.publish(1, bytes, Sample.FROM);
        assertEquals(BlockVerifier.Verdict.GOOD, store.verifier().verify(1).verdict());
        boolean kept = Files.isDirectory(root.resolve(damage).resolve(".cellar/quarantine"));
        assertEquals(!damage.equals("missing"), kept, "nothing is deleted without trace");
      }
    }
  }

  private static void harm(String damage, Path file, byte[] bytes) throws Exception {
    Files.delete(file);
    switch (damage) {
      case "flip" -> {
        byte[] other = bytes.clone();
        other[other.length - 5] ^= 1;
        Files.write(file, other);
      }
      case "short" -> Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 1));
      case "longer" -> Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length + 1));
      case "folder" -> Files.createDirectory(file);
      default -> {} // missing
    }
  }

  @Test
  void aGlanceSeesDamageAlsoOnceItKnowsHowLongFilesAre() throws Exception {
    for (String damage : List.of("short", "missing", "longer", "folder", "status", "link")) {
      Path folder = root.resolve(damage);
      try (FilesetStore store = Sample.open(Sample.synthetic(folder), StoreOptions.cache())) {
        byte[] bytes = Sample.hdf5(store, 1);
        for (long index : new long[] {0, 1}) {
          store.publish(index, Sample.hdf5(store, index), Sample.FROM);
          assertTrue(store.isAvailable(index));
          assertTrue(store.isAvailable(index), "by its length");
        }
        BlockPlace place = Sample.of(store).paths().place(1, Spelling.PLAIN);
        switch (damage) {
          case "status" -> Files.delete(place.status());
          case "link" -> {
            Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
            Files.move(place.folder(), elsewhere.resolve("x"));
            Files.createSymbolicLink(place.folder(), elsewhere.resolve("x"));
          }
          default -> harm(damage, place.file(), bytes);
        }
        try (FilesetStore fresh = Sample.open(Sample.synthetic(folder), StoreOptions.cache())) {
          assertTrue(fresh.isAvailable(0), damage);
          assertFalse(fresh.isAvailable(1), damage);
        }
        if (!damage.equals("link")) { // a folder that was found good is not looked at again
          assertFalse(store.isAvailable(1), damage);
        }
      }
    }
  }

  @Test
  void aBlockIsCopiedIntoALargerOneOrNothingIsSaidOfIt() throws Exception {
    try (FilesetStore store = open()) {
      Roi view = store.geometry().view();
      Block target = Block.zeros(store.geometry().dtype(), view.shape());
      assertFalse(store.copy(1, target, view));
      byte[] bytes = Sample.hdf5(store, 1);
      store.publish(1, bytes, Sample.FROM);
      for (DType dtype : List.of(store.geometry().dtype(), DType.FLOAT32)) {
        for (int round = 0; round < 2; round++) {
          Block into = Block.zeros(dtype, view.shape());
          assertTrue(store.copy(1, into, view));
          Block expected = Casts.cast(store.read(1).orElseThrow(), dtype);
          Roi box = store.geometry().toView(store.grid().roi(1));
          assertArrayEquals(
              Blocks.littleEndian(expected), Blocks.littleEndian(Blocks.crop(into, box)));
        }
      }
      Path file = Sample.of(store).paths().place(1, Spelling.PLAIN).file();
      harm("flip", file, bytes);
      assertFalse(store.copy(1, target, view));
      assertTrue(Files.exists(file), "whoever reads it decides what becomes of it");
      assertEquals(0, store.quarantined());
    }
  }

  @Test
  void damagedBlockIsLeftAndReportedWhereNothingCanBeFetched() throws Exception {
    try (FilesetStore store = Sample.open(Sample.synthetic(root), StoreOptions.localOnly())) {
      byte[] bytes = Sample.hdf5(store, 1);
      store.publish(1, bytes, Sample.FROM);
      harm("flip", Sample.of(store).paths().place(1, Spelling.PLAIN).file(), bytes);
      StoreException e = assertThrows(StoreException.class, () -> store.read(1));
      assertTrue(e.getMessage().contains("crc32c"), e.getMessage());
      assertTrue(e.getMessage().contains("block-([0, 0, 8], [8, 8, 16]).h5"), e.getMessage());
      assertTrue(Files.exists(Sample.of(store).paths().place(1, Spelling.PLAIN).status()));
      assertFalse(store.isAvailable(1), "found damaged and not fetched since");
      assertEquals(Coverage.State.FAILED, store.coverage().get(1));
      assertEquals(0, store.quarantined());
    }
  }

  @Test
  void blockThatIsReplacedWhileItIsReadIsNotTakenForDamaged() throws Exception {
    try (FilesetStore store = open();
        FilesetStore other = open();
        ExecutorService pool = Executors.newSingleThreadExecutor()) {
      byte[] one = Sample.hdf5(store, 1);
      byte[] two =
          Hdf5Writer.encode(
              Sample.block(store, 1),
              "/cube",
              new BlockEncoding(Optional.empty(), BlockEncoding.Compression.GZIP, 1));
      store.publish(1, one, Sample.FROM);
      Callable<Void> writer =
          () -> {
            for (int i = 0; i < 200; i++) {
              other.publish(1, i % 2 == 0 ? two : one, Sample.FROM);
            }
            return null;
          };
      Future<Void> writing = pool.submit(writer);
      while (!writing.isDone()) {
        // Twice in a row between the two renames is possible, but then it only counts as missing.
        store.read(1).ifPresent(b -> assertEquals(1001, ((short[]) b.values())[1]));
      }
      writing.get();
      other.publish(1, one, Sample.FROM);
      assertTrue(store.read(1).isPresent());
    }
  }
}

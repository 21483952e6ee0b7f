package io.cellar.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of blocks that survive a power cut. */
class SettlingTest {
  @TempDir Path temp;

  @Test
  void isOneCallForAllAndNoneWhenNothingWasPublished() throws Exception {
    CountedDisk disk = new CountedDisk();
    assumeTrue(disk.settles(), "Linux only");
    try (FilesetStore store = Sample.open(Sample.synthetic(temp), StoreOptions.cache(), disk)) {
      store.settle();
      assertEquals(List.of(), disk.calls);
      store.publish(0, Sample.hdf5(store, 0), Sample.FROM);
      store.publish(1, Sample.hdf5(store, 1), Sample.FROM);
      disk.calls.clear();
      store.settle();
      store.settle();
      assertEquals(List.of("syncfs"), disk.calls);
    }
  }

  @Test
  void cacheThatIsKeptWithoutForcingIsNotForced() throws Exception {
    CountedDisk disk = new CountedDisk();
    StoreOptions options = StoreOptions.cache().withDurability(Durability.NONE);
    try (FilesetStore store = Sample.open(Sample.synthetic(temp), options, disk)) {
      store.publish(0, Sample.hdf5(store, 0), Sample.FROM);
      disk.calls.clear();
      store.settle();
      assertEquals(List.of(), disk.calls);
    }
  }

  @Test
  void failureIsToldAndTheNextCallTriesAgain() throws Exception {
    List<DiskHooks.Call> settled = new ArrayList<>();
    DiskHooks.Hook hook =
        call -> {
          if (call == DiskHooks.Call.SETTLE) {
            settled.add(call);
            if (settled.size() == 1) {
              throw new IOException("Input/output error");
            }
          }
        };
    try (FilesetStore store = DiskHooks.open(Sample.synthetic(temp), StoreOptions.cache(), hook)) {
      store.publish(0, Sample.hdf5(store, 0), Sample.FROM);
      StoreException e = assertThrows(StoreException.class, store::settle);
      assertTrue(e.getMessage().contains("Input/output error"), e.getMessage());
      assertTrue(e.getMessage().contains(temp.toString()), e.getMessage());
      store.settle();
      store.settle();
      assertTrue(settled.size() >= 2);
      assertTrue(store.read(0).isPresent());
    }
  }

  @Test
  void settledBlocksSurviveAPowerCutAtAnyMoment() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      String message = "seed " + seed + " cut " + i;
      Sample.Fileset before = Sample.synthetic(temp.resolve("before" + i));
      PowerCut cut = new PowerCut(40 + random.nextInt(60));
      long settled = work(before, cut);
      Sample.Fileset after = Sample.synthetic(temp.resolve("after" + i));
      cut.leave(before.root(), after.root(), random);
      try (FilesetStore store = Sample.open(after, StoreOptions.cache())) {
        for (long index = 0; index < settled; index++) {
          assertArrayEquals(
              (short[]) Sample.block(store, index).values(),
              (short[]) store.read(index).orElseThrow(() -> new AssertionError(message)).values(),
              message);
        }
      }
    }
  }

  /** Publishes until the power is off; returns how many blocks were settled. */
  private static long work(Sample.Fileset fileset, PowerCut cut) {
    long settled = 0;
    try (FilesetStore store = Sample.open(fileset, StoreOptions.cache(), cut.disk())) {
      for (long index = 0; index < store.grid().count(); index++) {
        store.publish(index, Sample.hdf5(store, index), Sample.FROM);
        if (index % 3 == 2) {
          store.settle();
          settled = index + 1;
        }
      }
    } catch (StoreException _) {
      // The power is off.
    }
    return settled;
  }

  /** A system without a call for all. */
  private static final class FolderDisk extends ForwardingDisk {
    final List<Path> forced = new ArrayList<>();
    boolean fails;

    FolderDisk() {
      super(new RealDisk());
    }

    @Override
    public boolean settles() {
      return false;
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
      if (fails) {
        throw new IOException("Input/output error");
      }
      forced.add(folder);
      super.forceFolder(folder);
    }
  }

  @Test
  void otherSystemsForceEachFolderInWhichANameWasMade() throws Exception {
    FolderDisk disk = new FolderDisk();
    try (FilesetStore store = Sample.open(Sample.synthetic(temp), StoreOptions.cache(), disk)) {
      store.publish(0, Sample.hdf5(store, 0), Sample.FROM);
      store.publish(1, Sample.hdf5(store, 1), Sample.FROM);
      assertEquals(List.of(), disk.forced);
      store.settle();
      BlockPaths paths = Sample.of(store).paths();
      assertEquals(6, disk.forced.size(), "each once: " + disk.forced);
      List<Path> some = List.of(temp.getParent(), temp, paths.folder(0), paths.folder(1));
      assertTrue(disk.forced.containsAll(some), disk.forced.toString());
      disk.fails = true;
      store.publish(2, Sample.hdf5(store, 2), Sample.FROM);
      assertThrows(StoreException.class, store::settle);
    }
  }

  @Test
  void foldersAreNotRememberedWithoutEnd() throws Exception {
    FolderDisk disk = new FolderDisk();
    Settling settling = new Settling(temp, disk);
    for (int i = 0; i < 10_000; i++) {
      settling.published(temp.resolve("z_" + i));
    }
    assertTrue(disk.forced.size() > 8000, "forced meanwhile: " + disk.forced.size());
    settling.settle();
    assertEquals(10_002, new HashSet<>(disk.forced).size());
    disk.fails = true;
    for (int i = 0; i < 5000; i++) {
      settling.published(temp.resolve("y_" + i));
    }
    disk.fails = false;
    assertThrows(IOException.class, settling::settle, "what failed meanwhile is told");
    settling.settle();
  }

  @Test
  void systemCallTellsWhatIsWrong() throws Exception {
    assumeTrue(new RealDisk().settles(), "Linux only");
    try (SyncFs all = SyncFs.open(temp)) {
      all.call();
    }
    assertThrows(NoSuchFileException.class, () -> SyncFs.open(temp.resolve("no\u00e9")));
  }
}

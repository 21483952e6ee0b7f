package io.cellar.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cellar.store.BlockWriter.Publication;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks that are forced to the disk with one call. */
class GroupPublisherTest {
  private static final long LAST = 3 * 3 * 4 - 1;

  @TempDir private Path temp;

  @BeforeEach
  void onLinux() {
    assumeTrue(new RealDisk().settles(), "Linux only");
  }

  private static FilesetStore open(Sample.Fileset fileset, DiskOps disk) {
    return first(Sample.open(fileset, StoreOptions.cache(), disk));
  }

  /** With the last block published: then it is known how others are. */
  private static FilesetStore first(FilesetStore store) {
    try {
      store.publish(LAST, Sample.hdf5(store, LAST), Sample.FROM);
    } catch (StoreException _) {
      // As the test wants it.
    }
    return store;
  }

  private static List<Publication> locked(FilesetStore store, long... blocks) throws Exception {
    List<Publication> group = new ArrayList<>();
    for (long index : blocks) {
      BlockLock lock = store.tryLock(index).orElseThrow();
      group.add(new Publication(index, Sample.hdf5(store, index), Sample.FROM, lock));
    }
    return group;
  }

  private static void requireGood(FilesetStore store, long index, String message)
      throws StoreException {
    assertArrayEquals(
        (short[]) Sample.block(store, index).values(),
        (short[]) store.read(index).orElseThrow(() -> new AssertionError(message)).values(),
        message);
  }

  private static List<Optional<Throwable>> nothingFailed(int blocks) {
    return Collections.nCopies(blocks, Optional.empty());
  }

  @Test
  void allFilesAreWrittenThenForcedOnceThenNamed() throws Exception {
    CountedDisk disk = new CountedDisk();
    try (FilesetStore store = open(Sample.synthetic(temp), disk)) {
      List<Publication> group = locked(store, 0, 1, 2);
      disk.calls.clear();
      assertEquals(nothingFailed(3), store.publish(group));
      List<String> kinds = disk.calls.stream().map(call -> call.split(" ")[0]).toList();
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        expected.addAll(List.of("open", "close", "write"));
      }
      expected.add("syncfs");
      for (int i = 0; i < 3; i++) {
        expected.addAll(List.of("rename", "rename", "unlink"));
      }
      assertEquals(expected, kinds);
      for (long index = 0; index < 3; index++) {
        requireGood(store, index, "block " + index);
        assertTrue(store.lockInfo(index).isEmpty(), "unlocked");
        assertEquals(Coverage.State.AVAILABLE, store.coverage().get(index));
      }
    }
  }

  @Test
  void diskIsAskedOnceWhatItCanDo() throws Exception {
    DiskOps disk =
        new ForwardingDisk(new RealDisk()) {
          @Override
          public boolean settlesContents(Path folder) {
            return false; // such as a file system of a network
          }
        };
    try (FilesetStore store = open(Sample.synthetic(temp), disk)) {
      assertEquals(1, store.mostTogether());
    }
    assertFalse(new RealDisk().settlesContents(Path.of("/proc")));
    assertFalse(new RealDisk().settlesContents(temp.resolve("none")));
  }

  @Test
  void oneAloneIsForcedByItself() throws Exception {
    CountedDisk disk = new CountedDisk();
    try (FilesetStore store = open(Sample.synthetic(temp), disk)) {
      disk.calls.clear();
      assertEquals(nothingFailed(1), store.publish(locked(store, 0)));
      assertTrue(disk.calls.contains("fdatasync"), disk.calls.toString());
      assertFalse(disk.calls.contains("syncfs"), disk.calls.toString());
    }
  }

  @Test
  void cachesThatAreKeptWithoutForcingHaveNoGroups() {
    StoreOptions options = StoreOptions.cache().withDurability(Durability.NONE);
    try (FilesetStore store = first(Sample.open(Sample.synthetic(temp), options, new RealDisk()))) {
      assertEquals(1, store.mostTogether());
    }
  }

  @Test
  void whatCannotBeForcedTogetherIsForcedAlone() throws Exception {
    List<DiskHooks.Call> calls = new ArrayList<>();
    DiskHooks.Hook hook =
        call -> {
          calls.add(call);
          if (call == DiskHooks.Call.SETTLE) {
            throw new IOException("Input/output error"); // of another program's file
          }
        };
    try (FilesetStore store =
        first(DiskHooks.open(Sample.synthetic(temp), StoreOptions.cache(), hook))) {
      calls.clear();
      assertEquals(nothingFailed(3), store.publish(locked(store, 0, 1, 2)));
      assertEquals(3, Collections.frequency(calls, DiskHooks.Call.FORCE));
      for (long index = 0; index < 3; index++) {
        requireGood(store, index, "block " + index);
      }
    }
    assertNoTemporaryFiles(temp);
  }

  @Test
  void blockThatComesTwiceIsTheLaterOne() throws Exception {
    try (FilesetStore store = open(Sample.synthetic(temp), new RealDisk())) {
      byte[] other = Sample.hdf5(store, 1);
      byte[] own = Sample.hdf5(store, 0);
      List<Publication> group =
          Stream.of(other, own)
              .map(bytes -> new Publication(0, bytes, Sample.FROM, () -> {}))
              .toList();
      assertEquals(nothingFailed(2), store.publish(group));
      requireGood(store, 0, "the later one");
    }
  }

  @Test
  void fullDiskIsToldOfEachBlockThatDoesNotFit() throws Exception {
    DiskHooks.Hook hook =
        call -> {
          if (call == DiskHooks.Call.WRITE) {
            throw new FileSystemException("x", null, "No space left on device");
          }
        };
    try (FilesetStore store = DiskHooks.open(Sample.synthetic(temp), StoreOptions.cache(), hook)) {
      List<Publication> group = new ArrayList<>();
      for (long index = 0; index < 2; index++) {
        group.add(new Publication(index, Sample.hdf5(store, index), Sample.FROM, () -> {}));
      }
      for (Optional<Throwable> failure : store.publish(group)) {
        assertInstanceOf(StoreException.DiskFull.class, failure.orElseThrow());
      }
    }
    assertNoTemporaryFiles(temp);
  }

  /** Each single call of the disk fails once; a block is then there whole, or told not to be. */
  @Test
  void anyCallMayFail() throws Exception {
    boolean reached = true;
    for (int n = 1; reached; n++) {
      FaultyDisk disk = FaultyDisk.failing(n, () -> new IOException("Input/output error"));
      Sample.Fileset fileset = Sample.synthetic(temp.resolve("call" + n));
      try (FilesetStore store = open(fileset, disk)) {
        List<Publication> group = new ArrayList<>();
        for (long index = 0; index < 3; index++) {
          BlockLock lock = lock(store, index);
          group.add(new Publication(index, Sample.hdf5(store, index), Sample.FROM, lock));
        }
        List<Optional<Throwable>> failures = store.publish(group);
        group.forEach(each -> each.held().close());
        for (int i = 0; i < 3; i++) {
          if (failures.get(i).isEmpty()) {
            requireGood(store, i, "call " + n + ", block " + i);
          } else {
            assertInstanceOf(StoreException.class, failures.get(i).get());
            assertTrue(store.read(i).isEmpty(), "call " + n + ", block " + i);
          }
        }
      }
      reached = disk.reached();
      try (FilesetStore store = open(fileset, new RealDisk())) {
        store.sweep();
        assertEquals(0, store.quarantined());
      }
      assertNoTemporaryFiles(fileset.root());
    }
  }

  private static BlockLock lock(FilesetStore store, long index) {
    try {
      return store.tryLock(index).orElseThrow();
    } catch (StoreException _) {
      return () -> {};
    }
  }

  @Test
  void afterAPowerCutABlockIsWholeOrMissing() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 40; i++) {
      String message = "seed " + seed + " cut " + i;
      Sample.Fileset before = Sample.synthetic(temp.resolve("before" + i));
      PowerCut cut = new PowerCut(20 + random.nextInt(150));
      long settled = work(before, cut, random);
      Sample.Fileset after = Sample.synthetic(temp.resolve("after" + i));
      cut.leave(before.root(), after.root(), random);
      try (FilesetStore store = open(after, new RealDisk())) {
        for (long index = 0; index < LAST; index++) {
          if (index < settled || store.read(index).isPresent()) {
            requireGood(store, index, message + " block " + index);
          }
        }
      }
    }
  }

  /** Publishes in groups until the power is off; returns how many blocks were settled. */
  private static long work(Sample.Fileset fileset, PowerCut cut, Random random) {
    long settled = 0;
    try (FilesetStore store = open(fileset, cut.disk())) {
      long count = LAST;
      for (long index = 0; index < count; ) {
        long end = Math.min(count, index + 1 + random.nextInt(4));
        List<Optional<Throwable>> failures =
            store.publish(locked(store, LongStream.range(index, end).toArray()));
        if (failures.stream().anyMatch(Optional::isPresent)) {
          return settled;
        }
        index = end;
        if (random.nextBoolean()) {
          store.settle();
          settled = index;
        }
      }
    } catch (Exception _) {
      // The power is off.
    }
    return settled;
  }

  @Test
  void callsThatTakeLongAreRare() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    AtomicReference<Duration> takes = new AtomicReference<>(Duration.ofMillis(70));
    DiskOps slow =
        new ForwardingDisk(new RealDisk()) {
          @Override
          public void settle(SyncFs fileSystem) {
            now.updateAndGet(time -> time.plus(takes.get()));
          }
        };
    StoreOptions options = StoreOptions.cache().withClock(now::get);
    try (FilesetStore store = first(Sample.open(Sample.synthetic(temp), options, slow))) {
      assertEquals(nothingFailed(3), store.publish(locked(store, 0, 1, 2)));
      assertEquals(GroupPublisher.MOST, store.mostTogether(), "a slow disk takes that for three");

      takes.set(Duration.ofSeconds(2));
      assertEquals(nothingFailed(3), store.publish(locked(store, 3, 4, 5)));
      assertEquals(1, store.mostTogether());
      Instant before = now.get();
      assertEquals(nothingFailed(2), store.publish(locked(store, 6, 7)));
      assertEquals(before, now.get(), "each by itself");

      now.updateAndGet(time -> time.plusSeconds(39));
      assertEquals(1, store.mostTogether(), "for twenty times as long");
      now.updateAndGet(time -> time.plusSeconds(2));
      assertEquals(GroupPublisher.MOST, store.mostTogether());
    }
  }

  private static void assertNoTemporaryFiles(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      List<Path> left =
          all.filter(Files::isRegularFile).filter(file -> TempNames.isTemporary(file)).toList();
      assertEquals(List.of(), left, Arrays.toString(root.toFile().list()));
    }
  }
}

package io.cellar.store;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocksTest {
  private static final long BLOCK = 5;

  @TempDir Path root;
  private FilesetStore store;
  private Path file;

  @BeforeEach
  void open() throws Exception {
    store = Sample.open(Sample.synthetic(root), StoreOptions.cache());
    file = Sample.of(store).paths().place(BLOCK, Spelling.PLAIN).lock();
    Files.createDirectories(file.getParent());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void foreign(String content, Duration age) throws Exception {
    Files.writeString(file, content);
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(age)));
  }

  private static String ours(long pid, String host, String processStarted) {
    return "Owning process args:\n/usr/bin/java\npid: %d\nhost: %s\nstarted: %s\nprocess started: %s\n"
        .formatted(pid, host, Instant.now(), processStarted);
  }

  /** A process number that is not in use any more. */
  private static long deadPid() throws Exception {
    Process child = new ProcessBuilder(Java.executable(), "-version").start();
    child.getInputStream().readAllBytes();
    assertTrue(child.waitFor(30, TimeUnit.SECONDS));
    return child.pid();
  }

  @Test
  void contentBeginsAsTheOriginalsAndEndsWithOurLines() throws Exception {
    try (BlockLock _ = store.tryLock(BLOCK).orElseThrow()) {
      List<String> lines = Files.readAllLines(file);
      assertEquals("Owning process args:", lines.getFirst());
      ProcessIdentity self = ProcessIdentity.self();
      int n = lines.size();
      assertEquals("pid: " + self.pid(), lines.get(n - 4));
      assertEquals("host: " + self.host(), lines.get(n - 3));
      assertTrue(lines.get(n - 2).startsWith("started: "));
      assertTrue(lines.get(n - 1).startsWith("process started: " + self.started().orElseThrow()));
    }
    assertFalse(Files.exists(file));
  }

  @Test
  void isHeldByOneOnly() throws Exception {
    BlockLock lock = store.tryLock(BLOCK).orElseThrow();
    assertTrue(store.tryLock(BLOCK).isEmpty());
    try (FilesetStore other = Sample.open(Sample.of(store), StoreOptions.cache())) {
      assertTrue(other.tryLock(BLOCK).isEmpty());
      LockInfo info = other.lockInfo(BLOCK).orElseThrow();
      assertFalse(info.stale());
      assertTrue(
          info.owner().startsWith("pid " + ProcessHandle.current().pid() + " on host "),
          info.owner());
    }
    lock.close();
    lock.close();
    assertTrue(store.lockInfo(BLOCK).isEmpty());
    store.tryLock(BLOCK).orElseThrow().close();
  }

  @Test
  void lockInTheOtherSpellingCounts() throws Exception {
    Path other = Sample.of(store).paths().place(BLOCK, Spelling.NP_INT64).lock();
    Files.writeString(other, "Owning process args:\nilastik\n");
    assertTrue(store.tryLock(BLOCK).isEmpty());
    assertTrue(store.lockInfo(BLOCK).isPresent());
    assertFalse(Files.exists(file));
  }

  @Test
  void deadProcessOfThisHostIsStaleAtOnce() throws Exception {
    foreign(ours(deadPid(), ProcessIdentity.self().host(), "2026-01-01T00:00:00Z"), Duration.ZERO);
    assertTrue(store.lockInfo(BLOCK).orElseThrow().stale());
    store.tryLock(BLOCK).orElseThrow().close();
  }

  @Test
  void processNumberThatBelongsToALaterProcessIsStaleAtOnce() throws Exception {
    ProcessIdentity self = ProcessIdentity.self();
    String started = self.started().orElseThrow().minusSeconds(3600).toString();
    foreign(ours(self.pid(), self.host(), started), Duration.ZERO);
    store.tryLock(BLOCK).orElseThrow().close();
    if (self.boot().isPresent()) {
      foreign(
          ours(self.pid(), self.host(), self.started().get() + " (another-boot/1234)"),
          Duration.ZERO);
      store.tryLock(BLOCK).orElseThrow().close();
    }
  }

  @Test
  void livingProcessIsNotRobbedWhenTheWallClockWasSet() throws Exception {
    ProcessIdentity self = ProcessIdentity.self();
    org.junit.jupiter.api.Assumptions.assumeTrue(self.boot().isPresent(), "Linux only");
    // Set forward by an hour after the lock was taken: the start now seems an hour later.
    String then = self.started().orElseThrow().minusSeconds(3600) + " (" + self.boot().get() + ")";
    foreign(ours(self.pid(), self.host(), then), Duration.ZERO);
    assertTrue(store.tryLock(BLOCK).isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\0\u0001\u0002garbage", "pid: x\nhost: y\n", "pid: 1\n"})
  void lockWithoutAnOwnerGoesStaleByAge(String content) throws Exception {
    foreign(content, Duration.ofSeconds(100));
    assertTrue(store.tryLock(BLOCK).isEmpty());
    foreign(content, Duration.ofSeconds(130));
    store.tryLock(BLOCK).orElseThrow().close();
  }

  @Test
  void lockOfAnotherHostGoesStaleByAgeOnly() throws Exception {
    String text = ours(1, "elsewhere", "2026-01-01T00:00:00Z");
    foreign(text, Duration.ofSeconds(100));
    assertTrue(store.tryLock(BLOCK).isEmpty());
    assertEquals(100.0, store.lockInfo(BLOCK).orElseThrow().age().toSeconds(), 15.0);
    foreign(text, Duration.ofSeconds(130));
    assertTrue(store.lockInfo(BLOCK).orElseThrow().stale());
    store.tryLock(BLOCK).orElseThrow().close();
  }

  @Test
  void folderWithTheLocksNameIsMovedAwayWhenOld() throws Exception {
    Files.createDirectories(file);
    Files.writeString(file.resolve("keep.txt"), "somebody's");
    assertTrue(store.tryLock(BLOCK).isEmpty());
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(130)));
    store.tryLock(BLOCK).orElseThrow().close();
    try (var moved = Files.walk(root.resolve(".cellar/quarantine"))) {
      assertTrue(moved.anyMatch(p -> p.endsWith("keep.txt")));
    }
  }

  @Test
  void lockFromTheFutureGoesStaleWhenNobodyRefreshesIt() throws Exception {
    StoreOptions quick =
        StoreOptions.cache()
            .withTiming(
                new StoreOptions.Timing(
                    Duration.ofMillis(100),
                    Duration.ofSeconds(30),
                    Duration.ofMillis(300),
                    Duration.ofHours(1)));
    try (FilesetStore hasty = Sample.open(Sample.of(store), quick)) {
      foreign("", Duration.ofDays(-3650));
      assertTrue(hasty.tryLock(BLOCK).isEmpty(), "seen for the first time");
      assertEquals(0, hasty.lockInfo(BLOCK).orElseThrow().age().toSeconds());
      Eventually.isTrue(() -> hasty.tryLock(BLOCK).isPresent());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1H", "-PT1H", "P3650D", "-P3650D"})
  void ourWallClockDoesNotMatter(String jump) throws Exception {
    InstantSource wrong = () -> Instant.now().plus(Duration.parse(jump));
    try (FilesetStore other =
        Sample.open(Sample.of(store), StoreOptions.cache().withClock(wrong))) {
      foreign(ours(1, "elsewhere", "2026-01-01T00:00:00Z"), Duration.ofSeconds(60));
      assertTrue(other.tryLock(BLOCK).isEmpty(), "alive");
      foreign(ours(1, "elsewhere", "2026-01-01T00:00:00Z"), Duration.ofSeconds(130));
      try (BlockLock _ = other.tryLock(BLOCK).orElseThrow()) {
        assertTrue(store.tryLock(BLOCK).isEmpty(), "a lock that says it is from another time");
      }
    }
  }

  @Test
  void staleLockBesideAnAvailableBlockGoesAndAFreshOneStays() throws Exception {
    store.publish(BLOCK, Sample.hdf5(store, BLOCK), Sample.FROM);
    foreign("Owning process args:\nilastik.py\n", Duration.ofSeconds(60));
    store.clearStaleLock(BLOCK);
    assertTrue(Files.exists(file));
    foreign("Owning process args:\nilastik.py\n", Duration.ofMinutes(10));
    store.clearStaleLock(BLOCK);
    assertFalse(Files.exists(file));
    store.clearStaleLock(BLOCK); // there is none
  }

  @Test
  void staleLocksInBothSpellingsGo() throws Exception {
    BlockPaths paths = Sample.of(store).paths();
    for (Spelling spelling : Spelling.values()) {
      BlockPlace place = paths.place(spelling.ordinal(), spelling);
      Files.createDirectories(place.folder());
      Files.write(place.file(), Sample.hdf5(store, spelling.ordinal()));
      Files.writeString(place.status(), "");
      Files.writeString(place.lock(), "Owning process args:\nilastik.py\n");
      Files.setLastModifiedTime(place.lock(), FileTime.from(Instant.now().minusSeconds(600)));
      assertTrue(store.read(spelling.ordinal()).isPresent());
      store.clearStaleLock(spelling.ordinal());
      assertFalse(Files.exists(place.lock()), spelling.toString());
    }
  }

  @Test
  void lockGoesRightAfterTheStatusCame() throws Exception {
    CountedDisk disk = new CountedDisk();
    try (FilesetStore other = Sample.open(Sample.of(store), StoreOptions.cache(), disk);
        BlockLock lock = other.tryLock(BLOCK).orElseThrow()) {
      other.publish(BLOCK, Sample.hdf5(other, BLOCK), Sample.FROM, lock);
      int status = disk.calls.indexOf("rename " + file.resolveSibling(BlockPlace.STATUS));
      assertTrue(status >= 0, disk.calls.toString());
      assertEquals("unlink " + file, disk.calls.get(status + 1));
      assertFalse(Files.exists(file));
    }
  }

  @Test
  void lockedBlockIsNotForgotten() throws Exception {
    store.publish(BLOCK, Sample.hdf5(store, BLOCK), Sample.FROM);
    foreign("Owning process args:\nilastik.py\n", Duration.ofSeconds(10));
    StoreException e =
        org.junit.jupiter.api.Assertions.assertThrows(
            StoreException.class, () -> store.forget(BLOCK));
    assertTrue(e.getMessage().contains("locked by another program (ilastik.py)"), e.getMessage());
    assertTrue(store.read(BLOCK).isPresent());
    foreign("Owning process args:\nilastik.py\n", Duration.ofMinutes(10));
    store.forget(BLOCK);
    assertEquals(List.of(), Sample.files(root));
  }

  @ParameterizedTest
  @CsvSource({
    "ilastik.py|--headless|--project=x.ilp, ilastik.py",
    "/opt/ilastik/bin/python|/opt/ilastik/ilastik.py|--headless, ilastik.py",
    "python3.11|-m|ilastik, ilastik",
    "/usr/lib/jvm/temurin/bin/java|cellar, cellar",
    "C:\\ilastik\\python.exe|C:\\ilastik\\ilastik.py, ilastik.py",
    "python3, python3",
    "/opt/my prog/run\u001b[31m, run\\u001b[31m"
  })
  void programIsNamed(String args, String program) throws Exception {
    foreign("Owning process args:\n" + args.replace('|', '\n') + "\n", Duration.ZERO);
    assertEquals("another program (" + program + ")", store.lockInfo(BLOCK).orElseThrow().owner());
  }

  @Test
  void refreshingKeepsAHeldLockYoungAndItsContent() throws Exception {
    StoreOptions.Timing fast =
        new StoreOptions.Timing(
            Duration.ofMillis(100),
            Duration.ofMillis(20),
            Duration.ofMinutes(2),
            Duration.ofHours(1));
    try (FilesetStore busy = Sample.open(Sample.of(store), StoreOptions.cache().withTiming(fast));
        BlockLock _ = busy.tryLock(BLOCK).orElseThrow()) {
      byte[] content = Files.readAllBytes(file);
      FileTime old = FileTime.from(Instant.now().minusSeconds(1000));
      Files.setLastModifiedTime(file, old);
      Eventually.isTrue(() -> Files.getLastModifiedTime(file).compareTo(old) > 0);
      assertTrue(java.util.Arrays.equals(content, Files.readAllBytes(file)));
    }
    assertFalse(Files.exists(file));
  }

  @Test
  void whoWasRobbedNeitherRefreshesNorRemovesTheNewOwnersLock() throws Exception {
    HeldLock mine = (HeldLock) store.tryLock(BLOCK).orElseThrow();
    Files.delete(file);
    foreign("Owning process args:\nilastik\n", Duration.ofSeconds(50));
    FileTime before = Files.getLastModifiedTime(file);
    mine.refresh();
    assertEquals(before, Files.getLastModifiedTime(file));
    mine.close();
    assertEquals("Owning process args:\nilastik\n", Files.readString(file));
  }

  @Test
  void takeOverPutsBackWhatWasNotJudged() throws Exception {
    foreign("old", Duration.ofHours(1));
    FoundLock judged = FoundLock.at(file).orElseThrow();
    Files.delete(file);
    BlockLock living = store.tryLock(BLOCK).orElseThrow();
    byte[] content = Files.readAllBytes(file);
    Locks locks = LocksFor.of(Sample.of(store));
    assertFalse(locks.remove(judged), "it has another owner now");
    assertTrue(java.util.Arrays.equals(content, Files.readAllBytes(file)));
    assertEquals(1, Sample.files(root).size(), "nothing but the lock is left");
    living.close();
    assertFalse(Files.exists(file));
    assertTrue(locks.remove(judged), "gone already");
  }

  @Test
  void closingTheStoreReleasesWhatIsHeld() throws Exception {
    FilesetStore other = Sample.open(Sample.of(store), StoreOptions.cache());
    BlockLock lock = other.tryLock(BLOCK).orElseThrow();
    other.close();
    assertFalse(Files.exists(file));
    lock.close();
  }

  @Test
  void staleLockIsTakenByOneOfManyWaitersAndNeverByNobody() throws Exception {
    List<FilesetStore> waiters =
        Stream.generate(() -> Sample.open(Sample.of(store), StoreOptions.cache()))
            .limit(6)
            .toList();
    try (ExecutorService pool = Executors.newFixedThreadPool(waiters.size())) {
      int wins = 0;
      for (int round = 0; round < 100; round++) {
        foreign("old", Duration.ofHours(1));
        CyclicBarrier together = new CyclicBarrier(waiters.size());
        List<Callable<Optional<BlockLock>>> tries = new ArrayList<>();
        for (FilesetStore waiter : waiters) {
          tries.add(
              () -> {
                together.await(20, TimeUnit.SECONDS);
                return waiter.tryLock(BLOCK);
              });
        }
        List<BlockLock> won = new ArrayList<>();
        for (Future<Optional<BlockLock>> each : pool.invokeAll(tries)) {
          each.get().ifPresent(won::add);
        }
        // A second winner is possible, where a lock was renamed for a moment; none is not.
        assertFalse(won.isEmpty(), "round " + round);
        wins += won.size();
        won.forEach(BlockLock::close);
        assertFalse(Files.exists(file), "round " + round);
      }
      assertTrue(wins < 200, "the lock hardly saves a download: " + wins);
    } finally {
      waiters.forEach(FilesetStore::close);
    }
    assertEquals(List.of(), Sample.files(root));
  }

  private static FilesetStore open(FilesetStore like, StoreOptions options, DiskHooks.Hook hook) {
    return DiskHooks.open(Sample.of(like), options, hook);
  }

  private static Path lockOf(FilesetStore store, long index) {
    return Sample.of(store).paths().place(index, Spelling.PLAIN).lock();
  }

  private List<Path> ownFiles() throws Exception {
    try (Stream<Path> all = Files.list(root.resolve(".cellar/journal"))) {
      return all.toList();
    }
  }

  @Test
  void locksOfOneProcessAreNamesOfOneFileThatGoesWithThem() throws Exception {
    try (BlockLock _ = store.tryLock(BLOCK).orElseThrow();
        BlockLock _ = store.tryLock(BLOCK + 1).orElseThrow()) {
      assertTrue(Files.isSameFile(file, lockOf(store, BLOCK + 1)));
      Path own =
          ownFiles().stream()
              .filter(f -> f.toString().endsWith(LockMaker.SUFFIX))
              .findFirst()
              .orElseThrow();
      assertTrue(Files.isSameFile(file, own));
      assertFalse(Files.isSymbolicLink(file));
    }
    store.close();
    assertEquals(List.of(), ownFiles());
  }

  @Test
  void oneLockThatIsRefreshedKeepsAllYoung() throws Exception {
    try (BlockLock one = store.tryLock(BLOCK).orElseThrow();
        BlockLock _ = store.tryLock(BLOCK + 1).orElseThrow()) {
      FileTime old = FileTime.from(Instant.now().minusSeconds(1000));
      Files.setLastModifiedTime(file, old);
      ((HeldLock) one).refresh();
      assertTrue(Files.getLastModifiedTime(lockOf(store, BLOCK + 1)).compareTo(old) > 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Too many links", "Operation not permitted", "unsupported"})
  void withoutALinkALockIsAFileOfItsOwn(String reason) throws Exception {
    DiskHooks.Hook noLinks =
        call -> {
          if (call == DiskHooks.Call.LINK) {
            if (reason.equals("unsupported")) {
              throw new UnsupportedOperationException();
            }
            throw new FileSystemException("x", null, reason);
          }
        };
    try (FilesetStore other = open(store, StoreOptions.cache(), noLinks)) {
      BlockLock one = other.tryLock(BLOCK).orElseThrow();
      HeldLock two = (HeldLock) other.tryLock(BLOCK + 1).orElseThrow();
      assertTrue(store.tryLock(BLOCK).isEmpty());
      assertFalse(Files.isSameFile(file, two.file()));
      assertTrue(Files.mismatch(file, two.file()) >= 0, "each has its content");
      assertTrue(other.lockInfo(BLOCK).orElseThrow().owner().startsWith("pid "));
      FileTime old = FileTime.from(Instant.now().minusSeconds(1000));
      Files.setLastModifiedTime(two.file(), old);
      two.refresh();
      assertTrue(Files.getLastModifiedTime(two.file()).compareTo(old) > 0);
      one.close();
      assertFalse(Files.exists(file));
      two.close();
      assertFalse(Files.exists(two.file()));
    }
    store.close();
    assertEquals(List.of(), ownFiles());
  }

  @Test
  void whoTidiesUpOurFilesKeepsNobodyFromLocking() throws Exception {
    BlockLock one = store.tryLock(BLOCK).orElseThrow();
    for (Path each : ownFiles()) {
      Files.delete(each);
    }
    HeldLock two = (HeldLock) store.tryLock(BLOCK + 1).orElseThrow();
    two.refresh();
    one.close();
    assertFalse(Files.exists(file));
    assertTrue(Files.exists(two.file()));
    two.close();
    assertFalse(Files.exists(two.file()));
  }

  @Test
  void lockIsYoungWhenItIsTakenHoweverLongNothingWasLocked() throws Exception {
    AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
    InstantSource clock = () -> Instant.now().plus(later.get());
    try (FilesetStore idle = Sample.open(Sample.of(store), StoreOptions.cache().withClock(clock))) {
      idle.tryLock(BLOCK).orElseThrow().close();
      for (Path each : ownFiles()) {
        Files.setLastModifiedTime(each, FileTime.from(Instant.now().minusSeconds(3600)));
      }
      later.set(Duration.ofHours(1)); // the computer has slept
      try (BlockLock _ = idle.tryLock(BLOCK).orElseThrow()) {
        assertFalse(store.lockInfo(BLOCK).orElseThrow().stale());
        assertTrue(store.tryLock(BLOCK).isEmpty());
      }
    }
  }

  @Test
  void whoHasSleptDoesNotRemoveTheNewOwnersLock() throws Exception {
    AtomicReference<Duration> later = new AtomicReference<>(Duration.ZERO);
    InstantSource clock = () -> Instant.now().plus(later.get());
    try (FilesetStore sleeper =
        Sample.open(Sample.of(store), StoreOptions.cache().withClock(clock))) {
      BlockLock robbed = sleeper.tryLock(BLOCK).orElseThrow();
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
      try (BlockLock _ = store.tryLock(BLOCK).orElseThrow()) {
        later.set(Duration.ofHours(1));
        robbed.close();
        assertTrue(Files.exists(file));
      }
      assertFalse(Files.exists(file));
    }
  }

  @Test
  void lockOfOursThatCouldNotBeRemovedIsTakenAgain() throws Exception {
    boolean[] fails = new boolean[1];
    DiskHooks.Hook hook =
        call -> {
          if (call == DiskHooks.Call.DELETE && fails[0]) {
            throw new FileSystemException("x", null, "Input/output error");
          }
        };
    try (FilesetStore other = open(store, StoreOptions.cache(), hook)) {
      BlockLock lock = other.tryLock(BLOCK).orElseThrow();
      fails[0] = true;
      lock.close();
      assertTrue(Files.exists(file));
      fails[0] = false;
      BlockLock again = other.tryLock(BLOCK).orElseThrow();
      assertTrue(other.tryLock(BLOCK).isEmpty());
      again.close();
      assertFalse(Files.exists(file));
    }
  }

  @Test
  void blockWhoseFolderIsRemovedWhileItIsFetchedIsKeptAllTheSame() throws Exception {
    try (BlockLock lock = store.tryLock(BLOCK).orElseThrow()) {
      Files.delete(file);
      Files.delete(file.getParent());
      store.publish(BLOCK, Sample.hdf5(store, BLOCK), Sample.FROM, lock);
    }
    assertTrue(store.read(BLOCK).isPresent());
    assertFalse(Files.exists(file));
  }

  @Test
  void lockIsTheFirstWhereNobodyHasBeenBefore() throws Exception {
    Instant now = Instant.now();
    try (FilesetStore atOnce =
        Sample.open(Sample.of(store), StoreOptions.cache().withClock(() -> now))) {
      assertTrue(isFirst(atOnce, BLOCK + 1));
      assertFalse(isFirst(atOnce, BLOCK + 1));
    }
  }

  @Test
  void lockThatWasLongInComingIsTheFirstUnlessTheBlockHasComeMeanwhile() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    AtomicReference<Path> folder = new AtomicReference<>(file.getParent());
    InstantSource slow =
        () -> {
          // Another program is done as soon as the folder is there.
          if (Files.isDirectory(folder.get())) {
            assertDoesNotThrow(() -> Files.writeString(folder.get().resolve("STATUS.txt"), "x"));
          }
          return now.updateAndGet(t -> t.plusMillis(1));
        };
    try (FilesetStore late = Sample.open(Sample.of(store), StoreOptions.cache().withClock(slow))) {
      assertTrue(isFirst(late, BLOCK + 1));
      folder.set(Sample.of(late).paths().place(BLOCK + 2, Spelling.PLAIN).folder());
      assertFalse(isFirst(late, BLOCK + 2));
    }
  }

  private static boolean isFirst(FilesetStore store, long block) throws StoreException {
    try (BlockLock lock = store.tryLock(block).orElseThrow()) {
      return lock.isFirst();
    }
  }

  @Test
  void storeThatLocksNothingForAWhileLeavesNothingAndGoesOnWhenItDoes() throws Exception {
    StoreOptions.Timing fast =
        new StoreOptions.Timing(
            Duration.ofMillis(100),
            Duration.ofMillis(20),
            Duration.ofMinutes(2),
            Duration.ofHours(1));
    try (FilesetStore idle = Sample.open(Sample.of(store), StoreOptions.cache().withTiming(fast))) {
      for (int round = 0; round < 3; round++) {
        idle.tryLock(BLOCK).orElseThrow().close();
        Eventually.isTrue(() -> ownFiles().isEmpty());
      }
      BlockLock lock = idle.tryLock(BLOCK).orElseThrow();
      for (Path each : ownFiles()) {
        Files.deleteIfExists(each); // as another host does that takes us for dead
      }
      Eventually.isTrue(() -> ownFiles().stream().anyMatch(f -> f.toString().endsWith(".log")));
      lock.close();
    }
    assertFalse(Files.exists(file));
    assertEquals(List.of(), ownFiles());
  }
}

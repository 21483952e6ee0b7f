package io.cellar.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Links, pipes, devices and folders at every name in a cache that is opened, listed or deleted. */
class HostileNamesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String FOLDER = "z_00000000/y_00000000/x_00000000";
  private static final String BLOCK = FOLDER + "/block-([0, 0, 0], [8, 8, 8]).h5";
  private static final String JOURNAL = ".cellar/journal/gone-1-00000001.log";
  private static final List<String> NAMES =
      List.of(
          ".cellar",
          ".cellar/clock",
          ".cellar/coverage.bin",
          ".cellar/journal",
          JOURNAL,
          ".cellar/quarantine",
          "z_00000000",
          "z_00000000/y_00000000",
          FOLDER,
          BLOCK,
          BLOCK + ".lock",
          FOLDER + "/STATUS.txt");

  @TempDir Path temporary;

  static Stream<Arguments> everyNameAndKind() {
    return NAMES.stream().flatMap(n -> Pretenders.here().stream().map(k -> Arguments.of(n, k)));
  }

  /**
   * A cache as a program leaves it that was killed: a block, and stale locks and temporary files.
   */
  private static Path abandoned(Path root) throws Exception {
    try (FilesetStore store = Sample.open(Sample.synthetic(root), StoreOptions.cache())) {
      store.publish(0, Sample.hdf5(store, 0), Sample.FROM);
    }
    Files.createDirectories(root.resolve(".cellar/quarantine"));
    Files.writeString(root.resolve(".cellar/clock"), "precious");
    Files.writeString(root.resolve(FOLDER + "/.block.1-1.part"), "half");
    String head = "Owning process args:\nx.py\npid: 99999999\nhost: %s\nprocess started: x\n\n";
    Files.writeString(
        root.resolve(JOURNAL),
        head.formatted(ProcessIdentity.self().host()) + "+ " + FOLDER + "/.block.1-1.part\n");
    Path lock = Files.writeString(root.resolve(BLOCK + ".lock"), "Owning process args:\nx.py\n");
    Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minusSeconds(600)));
    return root;
  }

  private interface Step {
    Object run() throws Exception;
  }

  /** What the store does at all; a step may fail with words, never otherwise. */
  private static void doEverything(Path root, StoreOptions options) throws Exception {
    try (FilesetStore store = Sample.open(Sample.synthetic(root), options)) {
      List<Step> steps =
          List.of(
              () -> store.locks().forEach(lock -> assertFalse(lock.owner().isEmpty())),
              () -> store.isAvailable(0),
              () -> store.read(0),
              () -> {
                store.clearStaleLock(0);
                return true;
              },
              () -> store.census().forEachAvailable(index -> {}),
              () -> store.verifier().verify(0),
              () -> store.sweep(),
              () -> {
                try (BlockLock _ = store.tryLock(0).orElse(() -> {})) {
                  store.publish(0, Sample.hdf5(store, 0), Sample.FROM);
                  return store.read(0);
                }
              },
              () -> {
                store.saveCoverage();
                return true;
              },
              () -> store.locks().purge(lock -> {}),
              () -> {
                store.forget(0);
                return true;
              });
      for (Step step : steps) {
        try {
          step.run();
        } catch (StoreException e) {
          assertFalse(e.getMessage().isBlank());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everyNameAndKind")
  void nothingIsFollowedOutOfTheCacheAndNothingHangs(String name, Pretenders kind)
      throws Exception {
    Path cache = abandoned(temporary.resolve("cache"));
    Path twin = abandoned(temporary.resolve("outside/twin"));
    Path outside = temporary.resolve("outside");
    kind.take(cache.resolve(name), twin.resolve(name), outside);
    Map<String, String> before = Pretenders.snapshot(outside);
    for (StoreOptions options : List.of(StoreOptions.localOnly(), StoreOptions.cache())) {
      assertTimeoutPreemptively(PATIENCE, () -> doEverything(cache, options));
      assertEquals(before, Pretenders.snapshot(outside));
    }
  }

  static Stream<Arguments> everyKindOfBlockAndStatus() {
    return Stream.of(BLOCK, FOLDER + "/STATUS.txt")
        .flatMap(n -> Pretenders.here().stream().map(k -> Arguments.of(n, k)));
  }

  @ParameterizedTest
  @MethodSource("everyKindOfBlockAndStatus")
  void whatIsNoFileIsDamagedAndTheNextBlockTakesItsPlace(String name, Pretenders kind)
      throws Exception {
    Path cache = abandoned(temporary.resolve("cache"));
    Path twin = abandoned(temporary.resolve("outside/twin"));
    kind.take(cache.resolve(name), twin.resolve(name), temporary.resolve("outside"));
    assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          try (FilesetStore offline =
              Sample.open(Sample.synthetic(cache), StoreOptions.localOnly())) {
            StoreException e = assertThrows(StoreException.class, () -> offline.read(0));
            assertTrue(e.getMessage().contains("not a file"), e.getMessage());
            assertEquals(BlockVerifier.Verdict.DAMAGED, offline.verifier().verify(0).verdict());
            List<Long> named = new ArrayList<>();
            offline.census().forEachMarked(offline.geometry().storedView(), named::add);
            assertEquals(List.of(0L), named, "verify and forget find it");
            assertFalse(offline.isAvailable(0));
          }
          try (FilesetStore store = Sample.open(Sample.synthetic(cache), StoreOptions.cache())) {
            store.publish(0, Sample.hdf5(store, 0), Sample.FROM);
            assertTrue(store.isAvailable(0));
            assertTrue(store.read(0).isPresent());
          }
        });
    if (kind == Pretenders.FOLDER) {
      try (Stream<Path> moved = Files.walk(cache.resolve(".cellar/quarantine"))) {
        assertTrue(moved.anyMatch(p -> p.endsWith("keep.txt")), "what lay in it is kept");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.cellar.store.Pretenders#here")
  void readingMovesWhatIsNoFileAway(Pretenders kind) throws Exception {
    for (String name : List.of(BLOCK, FOLDER + "/STATUS.txt")) {
      Path cache = abandoned(temporary.resolve("cache" + name.length()));
      Path outside = Files.createDirectories(temporary.resolve("outside"));
      kind.take(cache.resolve(name), outside, outside);
      try (FilesetStore store = Sample.open(Sample.synthetic(cache), StoreOptions.cache())) {
        assertTrue(assertTimeoutPreemptively(PATIENCE, () -> store.read(0)).isEmpty());
        assertFalse(store.isAvailable(0));
        assertEquals(1, store.quarantined());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.cellar.store.Pretenders#here")
  void listingLocksWritesNothing(Pretenders kind) throws Exception {
    Path cache = abandoned(temporary.resolve("cache"));
    Path outside = Files.createDirectories(temporary.resolve("outside"));
    kind.take(cache.resolve(".cellar/clock"), outside, outside);
    Files.delete(cache.resolve(JOURNAL));
    List<LockInfo> locks = new ArrayList<>();
    List<String> before = entries(cache);
    assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          try (FilesetStore store =
              Sample.open(Sample.synthetic(cache), StoreOptions.localOnly())) {
            store.locks().forEach(locks::add);
          }
        });
    assertEquals(before, entries(cache));
    assertEquals(1, locks.size());
    assertTrue(locks.getFirst().stale());
    assertEquals(600, locks.getFirst().age().toSeconds(), 300);
  }

  private static List<String> entries(Path root) throws Exception {
    List<String> entries = new ArrayList<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path each : all.sorted().toList()) {
        entries.add(each + " " + Files.getLastModifiedTime(each, LinkOption.NOFOLLOW_LINKS));
      }
    }
    return entries;
  }
}

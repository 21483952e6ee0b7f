package io.cellar.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.volume.Block;
import io.cellar.volume.Roi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Caches that ilastik wrote, against what ilastik itself says of them. */
class SampleFilesetsTest {
  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "numpy2-names",
        "plain-float32-yx",
        "plain-gzip-xyz",
        "plain-txyzc-uint16",
        "restful",
        "truncated-by-view"
      })
  void everyBlockAndEveryRoiIsAsExpected(String name) throws Exception {
    Path folder = Sample.copy(name, temp);
    JsonNode expected = new ObjectMapper().readTree(folder.resolve("EXPECTED.json"));
    Sample.Fileset fileset = Sample.described(folder.resolve("description.json"));
    try (FilesetStore store = Sample.open(fileset, StoreOptions.localOnly())) {
      assertEquals(starts(expected, "available_block_starts_view"), available(store));
      for (String start : starts(expected, "missing_block_starts_view")) {
        long index = index(store, start);
        assertFalse(store.isAvailable(index));
        assertTrue(store.read(index).isEmpty());
      }
      for (JsonNode roi : expected.get("rois_in_view_coordinates")) {
        if (roi.has("sum")) {
          check(store, roi);
        }
      }
    }
  }

  private static void check(FilesetStore store, JsonNode expected) throws Exception {
    Roi roi = new Roi(longs(expected.get("start")), longs(expected.get("stop")));
    Assembled voxels = Assembled.read(store, roi);
    assertEquals(expected.get("sha256_of_C_order_bytes").asString(), voxels.sha256());
    assertEquals(expected.get("sum").asDouble(), voxels.sum());
    assertEquals(expected.get("first").asDouble(), voxels.first());
    assertEquals(expected.get("last").asDouble(), voxels.last());
  }

  private static List<String> available(FilesetStore store) throws StoreException {
    List<String> starts = new ArrayList<>();
    long n = store.census().forEachAvailable(index -> starts.add(viewStart(store, index)));
    assertEquals(n, starts.size());
    assertEquals(n, store.coverage().count(Coverage.State.AVAILABLE));
    List<String> probed = new ArrayList<>();
    for (long index : store.grid().blocksIn(store.geometry().storedView()).toArray()) {
      if (store.isAvailable(index)) {
        probed.add(viewStart(store, index));
      }
    }
    assertEquals(probed, starts, "the walk and the probe agree");
    return starts;
  }

  private static String viewStart(FilesetStore store, long index) {
    return Arrays.toString(store.geometry().toView(store.grid().roi(index)).start());
  }

  private static long index(FilesetStore store, String viewStart) {
    String[] numbers = viewStart.replaceAll("[\\[\\] ]", "").split(",");
    long[] start = Arrays.stream(numbers).mapToLong(Long::parseLong).toArray();
    return store.grid().indexOf(store.geometry().toStored(new Roi(start, start)).start());
  }

  private static List<String> starts(JsonNode expected, String field) {
    List<String> starts = new ArrayList<>();
    if (expected.has(field)) {
      expected.get(field).forEach(node -> starts.add(Arrays.toString(longs(node))));
    }
    return starts;
  }

  private static long[] longs(JsonNode list) {
    return LongStream.range(0, list.size()).map(i -> list.get((int) i).asLong()).toArray();
  }

  @Test
  void blockCutByAnotherViewIsFetchedAgain() throws Exception {
    Path folder = Sample.copy("truncated-by-view", temp);
    Sample.Fileset full = Sample.described(folder.resolve("description-full-view.json"));
    try (FilesetStore store = Sample.open(full, StoreOptions.cache())) {
      assertTrue(store.read(0).isPresent(), "the first block is whole");
      assertTrue(store.read(1).isEmpty(), "the second one ends at the smaller view");
      assertFalse(store.isAvailable(1));
      assertEquals(1, store.quarantined());
      assertEquals(Coverage.State.UNKNOWN, store.coverage().get(1));
    }
  }

  @Test
  void blockCutByAnotherViewIsReportedAndLeftWhereNothingCanBeFetched() throws Exception {
    Path folder = Sample.copy("truncated-by-view", temp);
    Sample.Fileset full = Sample.described(folder.resolve("description-full-view.json"));
    try (FilesetStore store = Sample.open(full, StoreOptions.localOnly())) {
      StoreException e = assertThrows(StoreException.class, () -> store.read(1));
      assertTrue(e.getMessage().contains("b-([8, 0, 0], [16, 8, 8]).h5"), e.getMessage());
      assertTrue(e.getMessage().contains("[4, 8, 8]"), e.getMessage());
      assertFalse(store.isAvailable(1));
      assertTrue(Files.exists(full.paths().place(1, Spelling.PLAIN).status()));
      assertEquals(BlockVerifier.Verdict.DAMAGED, store.verifier().verify(1).verdict());
      assertEquals(BlockVerifier.Verdict.GOOD, store.verifier().verify(0).verdict());
    }
  }

  @Test
  void leftoverLockOfAnotherProgramIsListedTakenOverWhenOldAndPurged() throws Exception {
    Path folder = Sample.copy("restful-leftover-lock", temp);
    Sample.Fileset fileset = Sample.described(folder.resolve("description.json"));
    try (FilesetStore store = Sample.open(fileset, StoreOptions.cache())) {
      long locked = store.grid().indexOf(0, 32, 64);
      List<LockInfo> found = new ArrayList<>();
      assertEquals(1, store.locks().forEach(found::add));
      assertEquals(locked, found.getFirst().index());
      assertEquals("another program (script.py)", found.getFirst().owner());
      assertFalse(found.getFirst().stale(), "it was copied just now");
      assertTrue(store.tryLock(locked).isEmpty());
      assertEquals(1, store.locks().purge(_ -> {}));
      assertEquals(0, store.locks().purge(_ -> {}));
      assertFalse(Files.exists(found.getFirst().file()));
    }
  }

  @Test
  void leftoverLockBesideAnAvailableBlockDoesNotPreventReading() throws Exception {
    Path folder = Sample.copy("restful", temp);
    Sample.Fileset fileset = Sample.described(folder.resolve("description.json"));
    try (FilesetStore store = Sample.open(fileset, StoreOptions.cache())) {
      long index = store.grid().indexOf(0, 32, 0);
      Path file = fileset.paths().place(index, Spelling.PLAIN).lock();
      Files.writeString(file, "Owning process args:\n/some/old/script.py\n");
      Block block = store.read(index).orElseThrow();
      assertEquals(32 * 32 * 64, block.length());
      assertTrue(store.lockInfo(index).isPresent());
    }
  }

  @Test
  void cacheGoesOnInTheSpellingThatItUses() throws Exception {
    Path folder = Sample.copy("numpy2-names", temp);
    Sample.Fileset fileset = Sample.described(folder.resolve("description.json"));
    try (FilesetStore store = Sample.open(fileset, StoreOptions.cache())) {
      byte[] bytes = store.encode(store.read(4).orElseThrow());
      store.forget(4);
      store.publish(4, bytes, Sample.FROM);
    }
    try (FilesetStore again = Sample.open(fileset, StoreOptions.cache())) {
      again.forget(5);
      byte[] bytes = again.encode(again.read(2).orElseThrow());
      try (FilesetStore fresh = Sample.open(fileset, StoreOptions.cache())) {
        fresh.publish(5, bytes, Sample.FROM); // the first thing it does
      }
      assertTrue(
          Files.exists(
              fileset
                  .root()
                  .resolve(
                      "y_00000010/x_00000032/b([np.int64(10), np.int64(32)], [np.int64(20),"
                          + " np.int64(40)]).hdf5")));
      assertTrue(Files.exists(fileset.paths().place(4, Spelling.NP_INT64).file()));
      assertFalse(Files.exists(fileset.paths().place(4, Spelling.PLAIN).file()));
    }
  }
}

package io.cellar.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.cellar.hdf5.Fixtures.Fixture;
import io.cellar.volume.Block;
import io.cellar.volume.Roi;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Groups of any number of members: one is found at once, and all of them are counted. */
class CrowdedGroupTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final long MOST_TO_FIND = 1L << 20;
  private static final long MOST_TO_COUNT = 128L << 20;

  @TempDir static Path folder;
  private static List<Fixture> fixtures;

  @BeforeAll
  static void makeFiles() throws Exception {
    fixtures = Fixtures.make("crowds", folder);
  }

  @Test
  void findsOneOfAHundredThousand() throws Exception {
    for (Fixture fixture : fixtures) {
      byte[] file = fixture.bytes();
      long before = THREADS.getCurrentThreadAllocatedBytes();
      Block block = Hdf5Reader.read(file, fixture.dataset(), fixture.expectation());
      long used = THREADS.getCurrentThreadAllocatedBytes() - before;
      assertTrue(Hdf5ReaderTest.same(fixture.voxels(), block), fixture::toString);
      assertTrue(used < MOST_TO_FIND, () -> fixture + " allocated " + used);
      try (Hdf5Volume volume = Hdf5Volume.open(fixture.file(), Optional.of(fixture.dataset()))) {
        assertTrue(
            Hdf5ReaderTest.same(fixture.voxels(), volume.read(Roi.ofShape(fixture.shape()))),
            fixture::toString);
      }
    }
  }

  @Test
  void findsEveryMember() throws Exception {
    for (Fixture fixture : fixtures) {
      String name =
          fixture.toString().contains("links") ? "group/member number %d of the group" : "name %d";
      byte[] file = fixture.bytes();
      int members = fixture.toString().contains("links") ? 100_000 : 3000;
      for (int i = 0; i < members; i += 1 + members / 977) {
        OpenFile open = OpenFile.open(FileBytes.of(file), OpenFile.Tail.REFUSED);
        ObjectHeader header = new ObjectTree(open).dataset(name.formatted(i));
        assertTrue(header.has(ObjectHeader.LAYOUT), fixture + " " + i);
      }
    }
  }

  @Test
  void namesADozenAndCountsTheOthers() throws Exception {
    for (Fixture fixture : fixtures) {
      byte[] file = fixture.bytes();
      long before = THREADS.getCurrentThreadAllocatedBytes();
      Hdf5Exception block =
          assertThrows(
              Hdf5Exception.class, () -> Hdf5Reader.read(file, "nowhere", fixture.expectation()));
      long used = THREADS.getCurrentThreadAllocatedBytes() - before;
      assertTrue(used < MOST_TO_COUNT, () -> fixture + " allocated " + used);
      if (fixture.toString().contains("links")) {
        assertEquals(
            "dataset /nowhere is not in the file; the file holds /group/cube", block.getMessage());
        Hdf5Volume.open(fixture.file(), Optional.empty()).close();
        continue;
      }
      assertTrue(block.getMessage().endsWith(" and 2989 more"), block.getMessage());
      Hdf5Exception served =
          assertThrows(
              Hdf5Exception.class, () -> Hdf5Volume.open(fixture.file(), Optional.empty()));
      assertTrue(
          served.getMessage().matches("the file holds more than one .* and 2989 more \\(file .*"),
          served.getMessage());
      assertTrue(served.getMessage().length() < 1000, served.getMessage());
    }
  }
}

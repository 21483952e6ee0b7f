package io.cellar.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.cellar.hdf5.Fixtures.Fixture;
import io.cellar.hdf5.Hdf5Exception.Problem;
import io.cellar.volume.Block;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files fail with a typed error, soon, and without much memory. */
class DamageTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Twice the largest chunk that is decoded for a small block, and what goes with it. */
  private static final long MOST_BYTES = 48L << 20;

  private static final int ROUNDS = Integer.getInteger("cellar.damage.rounds", 3000);

  @TempDir static Path folder;
  private static List<Fixture> fixtures;

  @BeforeAll
  static void makeFiles() throws Exception {
    fixtures = Fixtures.make("damage", folder);
  }

  @Test
  void truncatedFilesAreNeverRead() throws Exception {
    for (Fixture fixture : fixtures) {
      byte[] whole = fixture.bytes();
      for (int part = 0; part <= 100; part++) {
        int length = part == 100 ? whole.length - 1 : whole.length * part / 100;
        byte[] cut = Arrays.copyOf(whole, length);
        Hdf5Exception e =
            assertThrows(
                Hdf5Exception.class,
                () -> Hdf5Reader.read(cut, fixture.dataset(), fixture.expectation()),
                () -> fixture + " cut to " + length);
        Problem expected = length == 0 ? Problem.NOT_HDF5 : Problem.TRUNCATED;
        assertTrue(
            e.problem() == expected || length < 128,
            () -> fixture + " cut to " + length + ": " + e.problem() + " " + e.getMessage());
      }
    }
  }

  @Test
  void bytesBehindTheEndAreRefused() throws Exception {
    for (Fixture fixture : fixtures) {
      byte[] whole = fixture.bytes();
      byte[] longer = Arrays.copyOf(whole, whole.length + 1);
      Hdf5Exception e =
          assertThrows(
              Hdf5Exception.class,
              () -> Hdf5Reader.read(longer, fixture.dataset(), fixture.expectation()));
      assertEquals(Problem.CORRUPT, e.problem());
    }
  }

  @Test
  void mutatedFilesFailCleanlyOrKeepTheirShape() throws Exception {
    long seed = 20261121;
    Random random = new Random(seed);
    List<Mutator> mutators = new ArrayList<>();
    for (Fixture fixture : fixtures) {
      mutators.add(new Mutator(fixture.bytes()));
    }
    Map<Problem, Integer> problems = new EnumMap<>(Problem.class);
    assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          for (int round = 0; round < ROUNDS; round++) {
            int which = random.nextInt(fixtures.size());
            byte[] file = mutators.get(which).mutate(random);
            String label = fixtures.get(which) + ", seed " + seed + ", round " + round;
            read(file, fixtures.get(which), label, problems);
          }
        });
    assertTrue(problems.keySet().size() >= 4, () -> "too tame: " + problems);
  }

  private static void read(
      byte[] file, Fixture fixture, String label, Map<Problem, Integer> problems) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    try {
      Block block = Hdf5Reader.read(file, fixture.dataset(), fixture.expectation());
      assertArrayEquals(fixture.shape(), block.shape(), label);
      assertEquals(fixture.dtype(), block.dtype(), label);
      walk(FileBytes.of(file), fixture.dataset());
    } catch (Hdf5Exception e) {
      problems.merge(e.problem(), 1, Integer::sum);
    } catch (RuntimeException | Error e) {
      throw new AssertionError(label, e);
    }
    long used = THREADS.getCurrentThreadAllocatedBytes() - before;
    assertTrue(used < MOST_BYTES, () -> label + " allocated " + used);
  }

  /** What opening a volume reads besides the voxels. */
  private static void walk(FileBytes bytes, String dataset) throws Hdf5Exception {
    OpenFile file = OpenFile.open(bytes, OpenFile.Tail.IGNORED);
    ObjectTree tree = new ObjectTree(file);
    Attributes.text(file, tree.dataset(dataset), "axistags")
        .ifPresent(text -> Hdf5Volume.axisTags(text, 3));
    tree.visitDatasets((path, header) -> DatasetHeader.of(file, path, header));
  }
}

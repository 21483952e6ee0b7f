package io.cellar.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axes;
import io.cellar.volume.DType;
import io.cellar.volume.Described;
import io.cellar.volume.Roi;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockWalkTest {
  @TempDir Path root;

  /** Grids of 10 to 10^9 starts per axis: asked for one by one, and listed. */
  @Test
  void visitsWhatIsThereInScanOrderWhateverTheGrid() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (long size : new long[] {100, 2000, 10_000_000_000L}) {
      Sample.Fileset fileset = fileset(root.resolve("" + size), size);
      BlockPaths paths = fileset.paths();
      TreeSet<Long> made = new TreeSet<>();
      for (int i = 0; i < 60; i++) {
        long index =
            paths.grid().indexOf(random.nextLong(Math.min(size, 500)), voxel(random, size));
        made.add(index);
        Files.createDirectories(paths.folder(index));
      }
      strew(fileset.root(), paths, made);
      for (int i = 0; i < 20; i++) {
        Roi roi = i == 0 ? Roi.ofShape(fileset.geometry().shape()) : randomRoi(random, size);
        List<Long> expected =
            made.stream().filter(b -> !paths.grid().roi(b).intersect(roi).isEmpty()).toList();
        List<Long> visited = new ArrayList<>();
        BlockWalk.walk(
            paths,
            roi,
            (index, folder) -> {
              assertEquals(paths.folder(index), folder);
              visited.add(index);
            });
        assertEquals(expected, visited, "seed " + seed + " size " + size + " roi " + roi);
      }
    }
  }

  /** Things that are not blocks, on each level. */
  private static void strew(Path root, BlockPaths paths, SortedSet<Long> made) throws Exception {
    Files.createDirectories(root.resolve(".cellar"));
    Files.createDirectories(root.resolve("y_00000005"));
    Files.createDirectories(root.resolve("x_00000000"));
    Files.writeString(root.resolve("description.json"), "{}");
    Path folder = paths.folder(made.first()).getParent();
    Files.createDirectories(folder.resolve("x_0"));
    Files.writeString(folder.resolve("STATUS.txt"), "");
  }

  private static long voxel(Random random, long size) {
    return random.nextInt(4) == 0 ? size - 1 - random.nextInt(50) : random.nextLong(size);
  }

  private static Roi randomRoi(Random random, long size) {
    long y = random.nextLong(Math.min(size, 500));
    long x = voxel(random, size);
    return new Roi(
        new long[] {y, x}, new long[] {y + random.nextLong(1, 300), x + random.nextLong(1, size)});
  }

  private static Sample.Fileset fileset(Path root, long size) {
    long[] shape = {size, size};
    return new Sample.Fileset(
        new ArrayGeometry(
            Axes.parse("yx"), DType.UINT8, shape, new long[] {10, 10}, new long[2], shape),
        Described.layout("", root));
  }

  @Test
  void locksAreListedAndPurgedInTheViewOnly() throws Exception {
    Sample.Fileset whole = Sample.synthetic(root);
    Sample.Fileset part =
        Sample.fileset(root, DType.UINT16, whole.geometry().shape(), new long[] {8, 0, 16});
    List<Path> locks = new ArrayList<>();
    BlockPaths paths = whole.paths();
    for (long index = 0; index < paths.grid().count(); index++) {
      Spelling spelling = index % 2 == 0 ? Spelling.PLAIN : Spelling.NP_INT64;
      Path lock = paths.place(index, spelling).lock();
      Files.createDirectories(lock.getParent());
      locks.add(Files.writeString(lock, "Owning process args:\nilastik\n"));
    }
    try (FilesetStore store = Sample.open(part, StoreOptions.cache())) {
      List<Long> seen = new ArrayList<>();
      long n = store.locks().forEach(lock -> seen.add(lock.index()));
      List<Long> inView = paths.grid().blocksIn(part.geometry().storedView()).boxed().toList();
      assertEquals(inView, seen);
      assertEquals(n, store.locks().purge(lock -> assertTrue(inView.contains(lock.index()))));
    }
    assertEquals(36 - inView(paths, part), locks.stream().filter(Files::exists).count());
  }

  private static long inView(BlockPaths paths, Sample.Fileset part) {
    return paths.grid().countIn(part.geometry().storedView());
  }
}

package io.cellar.session;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.cell.ReadOptions;
import io.cellar.description.DescriptionReader;
import io.cellar.engine.BlockUnavailableException;
import io.cellar.engine.EngineStats;
import io.cellar.engine.SourceMode;
import io.cellar.hdf5.Hdf5Writer;
import io.cellar.settings.Folders;
import io.cellar.settings.Settings;
import io.cellar.store.Coverage;
import io.cellar.store.FilesetStore;
import io.cellar.volume.Block;
import io.cellar.volume.BlockEncoding;
import io.cellar.volume.Blocks;
import io.cellar.volume.DType;
import io.cellar.volume.MultiLevelVolume;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large array of the user's own with one level; most of its chunks are not stored. */
class CoarseLevelsTest {
  private static final long SEED = 11_29;
  private static final long[] SHAPE = {257, 1030, 1031};
  private static final long[] CHUNK = {64, 128, 128};

  /** Voxels of the finest level that are read again, at the far end, where sizes are odd. */
  private static final Roi FAR = new Roi(new long[] {192, 896, 896}, SHAPE);

  @TempDir Path folder;
  private RawZarr zarr;
  private Block far;

  @BeforeEach
  void write() throws IOException {
    zarr = new RawZarr(folder.resolve("own/image.zarr"), DType.UINT16, SHAPE, CHUNK).write();
    Random random = new Random(SEED);
    far = Block.zeros(DType.UINT16, FAR.shape());
    for (long i : zarr.grid().blocksIn(FAR).toArray()) {
      Roi roi = zarr.grid().roi(i);
      byte[] bytes = new byte[(int) roi.voxels() * 2];
      random.nextBytes(bytes);
      Block voxels = Blocks.ofLittleEndian(DType.UINT16, roi.shape(), bytes);
      zarr.chunk(i, voxels);
      Blocks.copy(voxels, roi, far, FAR);
    }
  }

  private Volumes volumes() throws IOException {
    return Wiring.volumes(
        new Folders(
            folder.resolve("config"),
            folder.resolve("data"),
            folder.resolve("cache"),
            folder.resolve("state")),
        Settings.DEFAULT,
        0);
  }

  private MultiLevelVolume describe(Volumes volumes) throws Exception {
    return volumes.describe(zarr.folder().toString(), false);
  }

  private LevelSessions open(Volumes volumes) throws Exception {
    return volumes.openAll(describe(volumes), false);
  }

  private static Block read(VolumeSession session, Roi roi) throws InterruptedException {
    return session.reader(ReadOptions.DEFAULT).read(roi);
  }

  private static FilesetStore store(LevelSessions sessions, int level) {
    return sessions.sessions().get(level).cache().orElseThrow();
  }

  /** Means of boxes of two voxels along each axis, a half rounded up. */
  private static Block half(Block finer) {
    long[] shape = finer.shape();
    long[] half = new long[3];
    for (int d = 0; d < 3; d++) {
      half[d] = (shape[d] + 1) / 2;
    }
    Block coarser = Block.zeros(finer.dtype(), half);
    for (int z = 0; z < half[0]; z++) {
      for (int y = 0; y < half[1]; y++) {
        for (int x = 0; x < half[2]; x++) {
          double sum = 0;
          int n = 0;
          for (int i = 0; i < 8; i++) {
            long[] voxel = {2 * z + i / 4, 2 * y + i / 2 % 2, 2 * x + i % 2};
            if (Roi.ofShape(shape).contains(voxel)) {
              sum += finer.toDouble(finer.offset(voxel));
              n++;
            }
          }
          ((short[]) coarser.values())[coarser.offset(z, y, x)] = (short) Math.floor(sum / n + 0.5);
        }
      }
    }
    return coarser;
  }

  private static Roi halved(Roi roi) {
    long[] start = roi.start();
    long[] stop = roi.stop();
    for (int d = 0; d < start.length; d++) {
      start[d] /= 2;
      stop[d] = (stop[d] + 1) / 2;
    }
    return new Roi(start, stop);
  }

  /** Size, time and content of all files below a folder. */
  private static Map<String, String> tree(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path file : all.toList()) {
        String content =
            Files.isDirectory(file)
                ? ""
                : Files.size(file) + " " + ImageFolder.sha256(hex(Files.readAllBytes(file)));
        files.put(file.toString(), content + " " + Files.getLastModifiedTime(file));
      }
    }
    return files;
  }

  private static String hex(byte[] bytes) {
    return java.util.HexFormat.of().formatHex(bytes);
  }

  @Test
  void coarserLevelsAreComputedAndTheFilesStayAsTheyAre() throws Exception {
    Map<String, String> before = tree(folder.resolve("own"));
    try (Volumes volumes = volumes();
        LevelSessions sessions = open(volumes)) {
      assertEquals(3, sessions.volume().levels().size());
      assertTrue(sessions.volume().finest().isOriginal());
      assertTrue(sessions.volume().coarsest().volume().isComputed());
      assertFalse(sessions.volume().coarsest().volume().isRemote());
      Roi coarse = halved(halved(FAR));
      Block expected = half(half(far));
      Block level2 = read(sessions.sessions().get(2), coarse);
      assertArrayEquals((short[]) expected.values(), (short[]) level2.values());
      Block level1 = read(sessions.sessions().get(1), halved(FAR));
      assertArrayEquals((short[]) half(far).values(), (short[]) level1.values());
      Block nothing = read(sessions.sessions().get(2), Roi.ofShape(new long[] {32, 64, 64}));
      assertArrayEquals(new short[32 * 64 * 64], (short[]) nothing.values());

      assertEquals(Set.of(SourceMode.CACHE_ONLY), sessions.sourceModes());
      EngineStats stats = volumes.engine().stats();
      assertEquals(0, stats.hosts().size());
      assertEquals(0, stats.fetched());
    }
    assertEquals(before, tree(folder.resolve("own")));
  }

  @Test
  void whoOpensItBesidesHasTheSameLevels() throws Exception {
    Roi coarse = halved(halved(FAR));
    try (Volumes volumes = volumes();
        LevelSessions second = open(volumes)) {
      try (LevelSessions first = open(volumes)) {
        assertEquals(first.sessions(), second.sessions());
        read(first.sessions().get(2), coarse);
      }
      FilesetStore store = store(second, 2);
      for (long i : store.grid().blocksIn(coarse).toArray()) {
        awaitAvailable(store, i);
      }
      Block kept = read(second.sessions().get(2), coarse);
      assertArrayEquals((short[]) half(half(far)).values(), (short[]) kept.values());
    }
  }

  /** Voxels are had before they are written. */
  private static void awaitAvailable(FilesetStore store, long block) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (store.coverage().get(block) != Coverage.State.AVAILABLE) {
      assertTrue(System.nanoTime() < deadline, "block " + block + " was not written");
      LockSupport.parkNanos(200_000);
    }
  }

  @Test
  void whatIsOnlyReadIsOpenedAnew() throws Exception {
    RawZarr small =
        new RawZarr(
                folder.resolve("own/small.zarr"),
                DType.UINT8,
                new long[] {8, 8, 8},
                new long[] {8, 8, 8})
            .write();
    String place = small.folder().toString();
    try (Volumes volumes = volumes();
        LevelSessions first = volumes.openAll(volumes.describe(place, false), false);
        LevelSessions second = volumes.openAll(volumes.describe(place, false), false)) {
      assertNotEquals(first.finest().fileset(), second.finest().fileset());
      assertEquals(0, read(first.finest(), Roi.ofShape(1, 1, 1)).toDouble(0));
      small.chunk(0, filled());
      assertEquals(7, read(second.finest(), Roi.ofShape(1, 1, 1)).toDouble(0));
    }
  }

  private static Block filled() {
    Block block = Block.zeros(DType.UINT8, new long[] {8, 8, 8});
    Arrays.fill((byte[]) block.values(), (byte) 7);
    return block;
  }

  @Test
  void whatWasComputedIsFoundAgain() throws Exception {
    Roi coarse = halved(halved(FAR));
    try (Volumes volumes = volumes();
        LevelSessions sessions = open(volumes)) {
      read(sessions.sessions().get(2), coarse);
      assertTrue(store(sessions, 1).coverage().count(Coverage.State.AVAILABLE) > 0);
    }
    try (Volumes volumes = volumes();
        LevelSessions sessions = open(volumes)) {
      FilesetStore store = store(sessions, 2);
      for (long i : store.grid().blocksIn(coarse).toArray()) {
        assertTrue(store.isAvailable(i));
      }
      Block kept = read(sessions.sessions().get(2), coarse);
      assertArrayEquals((short[]) half(half(far)).values(), (short[]) kept.values());
      Path described = store.layout().root().resolveSibling("c2.json");
      assertEquals(store.geometry(), new DescriptionReader().read(described).volume().geometry());
    }
  }

  @Test
  void otherFilesAtTheSamePlaceGetOtherLevels() throws Exception {
    Roi coarse = halved(halved(FAR));
    Path first;
    long chunk = zarr.grid().indexOf(SHAPE[0] - 1, SHAPE[1] - 1, SHAPE[2] - 1);
    try (Volumes volumes = volumes();
        LevelSessions sessions = open(volumes)) {
      read(sessions.sessions().get(2), coarse);
      first = store(sessions, 2).layout().root();
    }
    FileTime later =
        FileTime.fromMillis(Files.getLastModifiedTime(zarr.file(chunk)).toMillis() + 2000);
    Files.write(zarr.file(chunk), new byte[(int) Files.size(zarr.file(chunk))]);
    Files.setLastModifiedTime(zarr.file(chunk), later);
    try (Volumes volumes = volumes();
        LevelSessions sessions = open(volumes)) {
      assertNotEquals(first, store(sessions, 2).layout().root());
      Block last = read(sessions.sessions().get(2), coarse);
      assertEquals(0, ((short[]) last.values())[last.length() - 1]);
    }
  }

  @Test
  void whatIsDamagedIsNeverKept() throws Exception {
    long chunk = zarr.grid().indexOf(FAR.start());
    Files.write(zarr.file(chunk), new byte[100]);
    try (Volumes volumes = volumes();
        LevelSessions sessions = open(volumes)) {
      VolumeSession coarsest = sessions.sessions().get(2);
      Roi hit = Roi.at(halved(halved(FAR)).start(), new long[] {1, 1, 1});
      BlockUnavailableException e =
          assertThrows(BlockUnavailableException.class, () -> read(coarsest, hit));
      assertTrue(e.getMessage().contains("image.zarr"), e.getMessage());
      for (int level = 1; level <= 2; level++) {
        FilesetStore store = store(sessions, level);
        long[] start = FAR.start();
        for (int d = 0; d < 3; d++) {
          start[d] >>= level;
        }
        long block = store.grid().indexOf(start);
        assertFalse(store.isAvailable(block));
        assertNotEquals(Coverage.State.AVAILABLE, store.coverage().get(block));
      }
      // Its neighbours are whole, and are there.
      long[] other = {0, 0, 0};
      assertEquals(0, read(coarsest, Roi.at(other, new long[] {1, 1, 1})).toDouble(0));
    }
  }

  @Test
  void aLargeHdf5FileHasThemToo() throws Exception {
    long[] shape = {66, 1024, 1025};
    Block all = Block.zeros(DType.UINT8, shape);
    new Random(SEED).nextBytes((byte[]) all.values());
    Path file = folder.resolve("own/large.h5");
    Files.write(file, Hdf5Writer.encode(all, "/data", BlockEncoding.PLAIN));
    Map<String, String> before = tree(folder.resolve("own"));
    Path first;
    try (Volumes volumes = volumes();
        LevelSessions sessions = volumes.openAll(volumes.describe(file.toString(), false), false)) {
      assertEquals(2, sessions.sessions().size());
      VolumeSession coarse = sessions.sessions().get(1);
      Roi end = new Roi(new long[] {32, 511, 500}, new long[] {33, 512, 513});
      Block means = read(coarse, end);
      Block box =
          Blocks.crop(all, new Roi(new long[] {64, 1022, 1000}, new long[] {66, 1024, 1025}));
      Block wide = new Block(DType.UINT16, box.shape(), widened((byte[]) box.values()));
      short[] expected = (short[]) half(wide).values();
      for (int i = 0; i < expected.length; i++) {
        assertEquals(expected[i], means.toDouble(i));
      }
      first = store(sessions, 1).layout().root();
    }
    assertEquals(before, tree(folder.resolve("own")));
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000_000_000L));
    try (Volumes volumes = volumes();
        LevelSessions sessions = volumes.openAll(volumes.describe(file.toString(), false), false)) {
      assertNotEquals(first, store(sessions, 1).layout().root());
    }
  }

  private static short[] widened(byte[] bytes) {
    short[] shorts = new short[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      shorts[i] = (short) (bytes[i] & 0xff);
    }
    return shorts;
  }

  @Test
  void commandsSeeTheLevelsOfTheFileOnly() throws Exception {
    try (Volumes volumes = volumes()) {
      assertEquals(1, describe(volumes).levels().size());
    }
  }
}

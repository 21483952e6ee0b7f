package io.cellar.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.cell.TestVolume;
import io.cellar.hdf5.Hdf5Writer;
import io.cellar.store.Coverage.State;
import io.cellar.volume.Axes;
import io.cellar.volume.Block;
import io.cellar.volume.BlockEncoding;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A large file that is read where it lies keeps what every reader keeps. */
class Hdf5FileReaderTest extends AbstractBlockReaderTest {

  /** Half of the files have chunks, half of these are compressed, and not all fit the blocks. */
  @Override
  protected BlockReader open(TestVolume volume, Path root, Set<Long> missing) throws Exception {
    long[] shape = volume.geometry().shape();
    int kind = (int) (Arrays.stream(shape).sum() % 4);
    long[] chunk = volume.geometry().blockShape();
    chunk[0] = Math.min(kind % 2 == 0 ? chunk[0] : 3, shape[0]);
    for (int d = 0; d < chunk.length; d++) {
      chunk[d] = Math.min(chunk[d], shape[d]);
    }
    BlockEncoding encoding =
        kind == 0
            ? BlockEncoding.PLAIN
            : new BlockEncoding(
                Optional.of(chunk),
                kind == 1 ? BlockEncoding.Compression.NONE : BlockEncoding.Compression.GZIP,
                1);
    Path file = write(root, volume.voxels(Roi.ofShape(shape)), encoding);
    return Hdf5FileReader.open(
        file,
        Optional.of("/volume/data"),
        Optional.of(volume.geometry().axes()),
        Optional.of(volume.geometry().blockShape()));
  }

  private static Path write(Path folder, Block voxels, BlockEncoding encoding) throws IOException {
    Path file = Files.createDirectories(folder).resolve("volume.h5");
    Files.write(file, Hdf5Writer.encode(voxels, "/volume/data", encoding));
    return file;
  }

  @Override
  protected boolean mayMiss() {
    return false;
  }

  @Override
  protected boolean mayHaveView() {
    return false;
  }

  private static long[] cut(String axes, long[] shape, long... chunk) {
    return SliceBlocks.shape(
        Axes.parse(axes), shape, chunk.length == 0 ? Optional.empty() : Optional.of(chunk), 1);
  }

  @Test
  void blocksAreChunksUnlessTheseAreTinyHugeOrFlat() {
    long[] shape = {1000, 2000, 3000};
    assertArrayEquals(new long[] {64, 64, 64}, cut("zyx", shape, 64, 64, 64));
    assertArrayEquals(new long[] {8, 128, 128}, cut("zyx", shape, 8, 128, 128));
    assertArrayEquals(new long[] {16, 200, 150}, cut("zyx", shape, 1, 200, 300), "planes");
    assertArrayEquals(new long[] {32, 32, 375}, cut("zyx", shape, 1, 1, 3000), "lines");
    assertArrayEquals(new long[] {128, 128, 128}, cut("zyx", shape, 256, 256, 256), "large");
    assertArrayEquals(new long[] {32, 32, 16}, cut("zyx", shape, 8, 8, 16));
    assertArrayEquals(new long[] {64, 64, 64}, cut("zyx", shape));
    assertArrayEquals(new long[] {64, 64, 64}, cut("zyx", shape, 1000, 2000, 3000));
    assertArrayEquals(
        new long[] {64, 64, 64}, cut("zyx", shape, 1L << 32, 1L << 32, 1L << 32), "hostile");
    assertArrayEquals(new long[] {512, 512}, cut("yx", new long[] {9999, 9999}));
    assertArrayEquals(
        new long[] {1, 64, 64, 64, 1}, cut("tzyxc", new long[] {90, 900, 900, 900, 3}));
    assertArrayEquals(new long[] {8, 8}, cut("yx", new long[] {5, 7}));
    long[] movie = {90, 900, 900, 900, 3};
    assertArrayEquals(new long[] {1, 32, 64, 64, 3}, cut("tzyxc", movie, 20, 32, 64, 64, 3));
  }

  @Test
  void axesAndBlocksAreFoundByThemselves() throws Exception {
    TestVolume volume =
        TestVolume.whole("zyx", DType.FLOAT32, new long[] {70, 90, 100}, new long[] {64, 64, 64});
    Path file = write(folder, volume.voxels(Roi.ofShape(70, 90, 100)), BlockEncoding.PLAIN);
    try (BlockReader reader = Hdf5FileReader.open(file, Optional.empty())) {
      assertEquals(volume.geometry(), reader.geometry());
      assertEquals(file + ":/volume/data", reader.name());
      assertTrue(TestVolume.same(volume.block(7), reader.read(7).orElseThrow()));
    }
  }

  @Test
  void whatIsNoVolumeIsRefusedInWords() throws Exception {
    Path line = write(folder, Block.zeros(DType.UINT8, new long[] {5}), BlockEncoding.PLAIN);
    IOException e =
        assertThrows(IOException.class, () -> Hdf5FileReader.open(line, Optional.empty()));
    assertTrue(e.getMessage().contains("expected two to five axes"), e.getMessage());
    Path flat =
        write(
            folder.resolve("flat"),
            Block.zeros(DType.UINT8, new long[] {5, 6}),
            BlockEncoding.PLAIN);
    e =
        assertThrows(
            IOException.class,
            () ->
                Hdf5FileReader.open(
                    flat, Optional.empty(), Optional.of(Axes.parse("zyx")), Optional.empty()));
    assertTrue(e.getMessage().contains("do not fit the shape [5, 6]"), e.getMessage());
    for (long[] blocks : new long[][] {{5}, {5, 0}, {1, 1, 1}}) {
      assertThrows(
          IOException.class,
          () -> Hdf5FileReader.open(flat, Optional.empty(), Optional.empty(), Optional.of(blocks)));
    }
    assertThrows(IOException.class, () -> Hdf5FileReader.open(folder, Optional.empty()));
    assertThrows(
        IOException.class, () -> Hdf5FileReader.open(folder.resolve("none.h5"), Optional.empty()));
  }

  @Test
  void damagedChunkIsAnErrorAndTheOthersAreRead() throws Exception {
    TestVolume volume =
        TestVolume.whole("yx", DType.UINT16, new long[] {64, 64}, new long[] {32, 32});
    BlockEncoding gzip =
        new BlockEncoding(Optional.of(new long[] {32, 32}), BlockEncoding.Compression.GZIP, 1);
    Path file = write(folder, volume.voxels(Roi.ofShape(64, 64)), gzip);
    byte[] bytes = Files.readAllBytes(file);
    Arrays.fill(bytes, bytes.length - 200, bytes.length - 100, (byte) 0xff);
    Files.write(file, bytes);
    try (BlockReader reader =
        Hdf5FileReader.open(
            file, Optional.empty(), Optional.empty(), Optional.of(new long[] {32, 32}))) {
      int failed = 0;
      for (long index = 0; index < 4; index++) {
        try {
          assertTrue(TestVolume.same(volume.block(index), reader.read(index).orElseThrow()));
        } catch (StoreException e) {
          failed++;
          assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
        }
      }
      assertEquals(1, failed);
    }
  }

  @Test
  void whatIsNotedOfABlockIsKeptBesideTheRest() throws Exception {
    try (BlockReader reader = open(cube(), folder, Set.of())) {
      Coverage coverage = reader.coverage();
      long before = coverage.version();
      coverage.set(3, State.FAILED);
      coverage.set(35, State.FAILED);
      assertTrue(coverage.version() > before);
      assertEquals(34, coverage.count(State.AVAILABLE));
      assertEquals(List.of(3L, 35L), coverage.all(State.FAILED));
      assertEquals(1, coverage.count(Roi.ofShape(8, 8, 30), State.FAILED));
      assertEquals(3, coverage.count(Roi.ofShape(8, 8, 30), State.AVAILABLE));
      coverage.set(3, State.AVAILABLE);
      assertEquals(State.AVAILABLE, coverage.get(3));
      assertEquals(35, coverage.count(State.AVAILABLE));
    }
  }

  @Test
  void theNextBlockInAStateOrInAnyOtherIsFound() {
    CompleteCoverage coverage = new CompleteCoverage(cube().grid());
    for (long index : new long[] {3, 4, 20}) {
      coverage.set(index, index == 4 ? State.ABSENT : State.FAILED);
    }
    for (State state : State.values()) {
      for (boolean is : new boolean[] {true, false}) {
        for (long from = 0; from <= 36; from++) {
          for (long to = from; to <= 36; to++) {
            long expected = from;
            while (expected < to && (coverage.get(expected) == state) != is) {
              expected++;
            }
            assertEquals(expected, coverage.next(from, to, state, is), from + " " + to + state);
          }
        }
      }
    }
  }
}

package io.cellar.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.hdf5.Fixtures.Fixture;
import io.cellar.hdf5.Hdf5Exception.Problem;
import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import io.cellar.volume.Casts;
import io.cellar.volume.DType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What h5py writes is read voxel by voxel, or refused for the right reason. */
class Hdf5ReaderTest {
  private static final byte[] HTML =
      "<!DOCTYPE html><html><body>404</body></html>".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"grid", "indexes", "paths", "userblocks", "kinds"})
  void readsWhatH5pyWrites(String kind) throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Fixture fixture : Fixtures.make(kind, folder)) {
      try {
        Block found = Hdf5Reader.read(fixture.bytes(), fixture.dataset(), fixture.expectation());
        if (!same(fixture.voxels(), found)) {
          wrong.add(fixture + ": other voxels");
        }
      } catch (Hdf5Exception e) {
        wrong.add(fixture + ": " + e.problem() + " " + e.getMessage());
      }
    }
    assertEquals(List.of(), wrong);
  }

  @ParameterizedTest
  @ValueSource(strings = {"refused", "bombs"})
  void refusesTheRest(String kind) throws Exception {
    List<String> wrong = new ArrayList<>();
    for (Fixture fixture : Fixtures.make(kind, folder)) {
      try {
        Hdf5Reader.read(fixture.bytes(), fixture.dataset(), fixture.expectation());
        wrong.add(fixture + ": accepted");
      } catch (Hdf5Exception e) {
        if (e.problem() != fixture.problem().orElseThrow()) {
          wrong.add(fixture + ": " + e.problem() + " " + e.getMessage());
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  static boolean same(Block expected, Block found) {
    return expected.dtype() == found.dtype()
        && Arrays.equals(expected.shape(), found.shape())
        && Arrays.equals(Blocks.littleEndian(expected), Blocks.littleEndian(found));
  }

  /** A prefix that is no user block, or a file that is shorter than it says behind one. */
  @Test
  void userBlocksHaveTheFormatsLengths() throws Exception {
    Block block = Block.zeros(DType.UINT8, new long[] {4, 5});
    byte[] file = Hdf5Template.of(DType.UINT8, block.shape(), "cube").encode(block);
    Expectation expectation = Expectation.exactly(block.shape(), DType.UINT8);
    for (int prefix : new int[] {1, 8, 511, 513, 768, 1536}) {
      assertProblem(Problem.NOT_HDF5, behind(prefix, file), expectation);
    }
    for (int prefix : new int[] {512, 1024, 65536}) {
      byte[] whole = behind(prefix, file);
      assertTrue(same(block, Hdf5Reader.read(whole, "cube", expectation)));
      assertProblem(Problem.TRUNCATED, Arrays.copyOf(whole, whole.length - 1), expectation);
      assertProblem(Problem.CORRUPT, Arrays.copyOf(whole, whole.length + 1), expectation);
    }
    for (Fixture fixture : Fixtures.make("userblocks", folder)) {
      byte[] whole = fixture.bytes();
      Expectation same = fixture.expectation();
      byte[] cut = Arrays.copyOf(whole, whole.length - 1);
      byte[] longer = Arrays.copyOf(whole, whole.length + 1);
      String path = fixture.dataset();
      assertEquals(
          Problem.TRUNCATED,
          assertThrows(Hdf5Exception.class, () -> Hdf5Reader.read(cut, path, same)).problem());
      assertEquals(
          Problem.CORRUPT,
          assertThrows(Hdf5Exception.class, () -> Hdf5Reader.read(longer, path, same)).problem());
    }
  }

  private static byte[] behind(int prefix, byte[] file) {
    byte[] whole = new byte[prefix + file.length];
    Arrays.fill(whole, 0, prefix, (byte) 'x');
    System.arraycopy(file, 0, whole, prefix, file.length);
    return whole;
  }

  @Test
  void widensToTheExpectedType() throws Exception {
    Block block = new Block(DType.UINT8, new long[] {4}, new byte[] {0, 1, -1, 127});
    byte[] file = Hdf5Template.of(DType.UINT8, block.shape(), "cube").encode(block);
    for (DType wider : List.of(DType.UINT8, DType.INT16, DType.UINT64, DType.FLOAT32)) {
      Block found = Hdf5Reader.read(file, "cube", Expectation.exactly(block.shape(), wider));
      assertEquals(wider, found.dtype());
      assertArrayEquals(Blocks.littleEndian(Casts.cast(block, wider)), Blocks.littleEndian(found));
    }
    Block asIs = Hdf5Reader.read(file, "cube", Expectation.within(new long[] {2}, new long[] {9}));
    assertEquals(DType.UINT8, asIs.dtype());
    assertProblem(Problem.WRONG_DTYPE, file, Expectation.exactly(block.shape(), DType.BOOL));
    assertProblem(Problem.WRONG_SHAPE, file, Expectation.within(new long[] {5}, new long[] {9}));
  }

  @Test
  void tellsWhatItGotInsteadOfAFile() {
    Expectation any = Expectation.within(new long[] {1}, new long[] {9});
    Hdf5Exception html = assertProblem(Problem.NOT_HDF5, HTML, any);
    assertEquals(
        "not an HDF5 file: 44 bytes that begin with \"<!DOCTYPE"
            + " html><html><body>404</body></html>\"",
        html.getMessage());
    assertProblem(Problem.NOT_HDF5, new byte[0], any);
    assertProblem(Problem.NOT_HDF5, new byte[5000], any);
  }

  @Test
  void namesTheDatasetsThatAreThere() {
    Block block = Block.zeros(DType.INT8, new long[] {2, 2});
    byte[] file = Hdf5Template.of(DType.INT8, block.shape(), "volume/data").encode(block);
    Hdf5Exception e =
        assertThrows(
            Hdf5Exception.class,
            () -> Hdf5Reader.read(file, "cube", Expectation.exactly(block.shape(), DType.INT8)));
    assertEquals("dataset /cube is not in the file; the file holds /volume/data", e.getMessage());
  }

  @Test
  void inspectsWithoutReading() throws Exception {
    for (Fixture fixture : Fixtures.make("damage", folder)) {
      Hdf5Info info = Hdf5Reader.inspect(fixture.bytes(), fixture.dataset());
      assertEquals("/g/cube", info.dataset());
      assertEquals(DType.UINT16, info.dtype());
      assertArrayEquals(fixture.shape(), info.shape());
      if (fixture.file().endsWith("earliest-all.h5")) {
        assertEquals(List.of("shuffle", "gzip", "fletcher32"), info.filters());
        assertArrayEquals(new long[] {3, 5, 6}, info.chunks().orElseThrow());
      }
      if (fixture.file().endsWith("earliest-contiguous.h5")) {
        assertEquals(List.of(), info.filters());
        assertEquals(Optional.empty(), info.chunks());
      }
    }
  }

  private static Hdf5Exception assertProblem(
      Problem problem, byte[] file, Expectation expectation) {
    Hdf5Exception e =
        assertThrows(Hdf5Exception.class, () -> Hdf5Reader.read(file, "/cube", expectation));
    assertEquals(problem, e.problem(), e.getMessage());
    return e;
  }
}

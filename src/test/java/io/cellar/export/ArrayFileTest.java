package io.cellar.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.hdf5.Hdf5Template;
import io.cellar.hdf5.Hdf5Volume;
import io.cellar.hdf5.Hdf5Writer;
import io.cellar.volume.Block;
import io.cellar.volume.BlockEncoding;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.Blocks;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Voxels that stream into files. */
class ArrayFileTest {
  @TempDir private Path folder;

  private byte[] written(String name, DType dtype, long[] shape, byte[] voxels) throws IOException {
    Path target = folder.resolve(name);
    try (ArrayFile file = ArrayFile.of(target, dtype, shape)) {
      file.write(Arrays.copyOf(voxels, voxels.length / 2));
      file.write(Arrays.copyOfRange(voxels, voxels.length / 2, voxels.length));
      assertTrue(Files.notExists(target), "a file that is not complete has its name");
      file.commit();
    }
    return Files.readAllBytes(target);
  }

  @ParameterizedTest
  @EnumSource
  void slabsMakeTheFileOfTheWhole(DType dtype) throws IOException {
    long[] shape = {4, 3, 2};
    byte[] voxels = new byte[24 * dtype.bytes()];
    for (int i = 0; i < voxels.length; i++) {
      voxels[i] = (byte) (dtype == DType.BOOL ? i % 2 : i % 100);
    }
    assertArrayEquals(voxels, written("v.raw", dtype, shape, voxels));

    byte[] npy = written("v.npy", dtype, shape, voxels);
    int header = npy.length - voxels.length;
    assertEquals(0, header % 64);
    assertEquals(header - 10, (npy[8] & 0xff) + 256 * (npy[9] & 0xff));
    assertArrayEquals(voxels, Arrays.copyOfRange(npy, header, npy.length));
    String words = new String(npy, 10, header - 10, StandardCharsets.US_ASCII);
    assertTrue(
        words.matches("\\{'descr': '[|<][biuf]\\d', 'fortran_order': False, .*} *\n"), words);
    assertTrue(words.contains("'shape': (4, 3, 2,), "), words);

    byte[] hdf5 = written("v.h5", dtype, shape, voxels);
    Path copy = Files.write(folder.resolve("copy.h5"), hdf5);
    try (Hdf5Volume volume = Hdf5Volume.open(copy, Optional.of("/data"))) {
      Block all = volume.read(Roi.ofShape(shape));
      assertArrayEquals(voxels, Blocks.littleEndian(all));
      assertArrayEquals(Hdf5Writer.encode(all, "/data", BlockEncoding.PLAIN), hdf5);
    }
  }

  @ParameterizedTest
  @EnumSource
  void boxesInAnyOrderMakeTheFileOfTheWhole(DType dtype) throws IOException {
    Random random = new Random(dtype.ordinal());
    for (String name : List.of("b.raw", "b.npy", "b.h5")) {
      long[] shape = {2 + random.nextInt(9), 2 + random.nextInt(9), 1 + random.nextInt(90_000)};
      byte[] voxels = new byte[(int) Block.zeros(dtype, shape).bytes()];
      random.nextBytes(voxels);
      Block all = Blocks.ofLittleEndian(dtype, shape, voxels);
      byte[] expected = written(name, dtype, shape, Blocks.littleEndian(all));
      BlockGrid grid = new BlockGrid(shape, new long[] {3, 4, 1 + random.nextInt(90_000)});
      List<Long> boxes = new ArrayList<>(LongStream.range(0, grid.count()).boxed().toList());
      Collections.shuffle(boxes, random);
      Path target = folder.resolve(name);
      try (ArrayFile file = ArrayFile.of(target, dtype, shape)) {
        for (long box : boxes) {
          file.write(grid.roi(box), Blocks.crop(all, grid.roi(box)));
        }
        file.commit();
      }
      assertArrayEquals(expected, Files.readAllBytes(target), name);
    }
  }

  /** Three GiB of which only the first and the last voxel are on disk. */
  @Test
  void anHdf5FileMayBeLongerThanAnArray() throws IOException {
    long[] shape = {3, 1 << 10, 1 << 20};
    Path target = folder.resolve("big.h5");
    try (ArrayFile file = ArrayFile.of(target, DType.UINT8, shape)) {
      file.write(new byte[] {7});
      file.commit();
    }
    long end = Hdf5Template.of(DType.UINT8, shape, "/data").fileBytes();
    assertTrue(end > 3L << 30);
    try (FileChannel rest = FileChannel.open(target, StandardOpenOption.WRITE)) {
      rest.write(ByteBuffer.wrap(new byte[] {9}), end - 1);
    }
    try (Hdf5Volume volume = Hdf5Volume.open(target, Optional.empty())) {
      assertArrayEquals(shape, volume.shape());
      assertEquals(7, volume.read(new Roi(new long[3], new long[] {1, 1, 1})).toDouble(0));
      long[] last = Arrays.stream(shape).map(n -> n - 1).toArray();
      assertEquals(9, volume.read(new Roi(last, shape)).toDouble(0));
    }
  }

  @Test
  void whatIsNotCommittedLeavesNothing() throws IOException {
    try (ArrayFile file = ArrayFile.of(folder.resolve("v.npy"), DType.UINT8, new long[] {9})) {
      file.write(new byte[3]);
    }
    try (var left = Files.list(folder)) {
      assertEquals(List.of(), left.toList());
    }
  }

  @Test
  void aFormatThatIsNotKnownIsTheCallersMistake() {
    for (String name : List.of("v.tiff", "none/v.npy")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> ArrayFile.of(folder.resolve(name), DType.UINT8, new long[] {1}));
    }
  }
}

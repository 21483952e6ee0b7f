package io.cellar.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Copies agree with copying voxel by voxel. */
class BlocksTest {
  private static final long SEED = 20261121;

  private static Block random(DType dtype, long[] shape, Random random) {
    byte[] bytes = new byte[(int) Roi.ofShape(shape).voxels() * dtype.bytes()];
    random.nextBytes(bytes);
    return Blocks.ofLittleEndian(dtype, shape, bytes);
  }

  private static long[] shape(int rank, Random random) {
    long[] shape = new long[rank];
    for (int d = 0; d < rank; d++) {
      shape[d] = 1L + random.nextInt(6);
    }
    return shape;
  }

  private static DType dtype(Random random) {
    return List.of(DType.values()).get(random.nextInt(DType.values().length));
  }

  @Test
  void copiesWhatBothBoxesShare() {
    Random random = new Random(SEED);
    for (int round = 0; round < 2000; round++) {
      int rank = 1 + random.nextInt(5);
      DType dtype = dtype(random);
      Block source = random(dtype, shape(rank, random), random);
      Block target = random(dtype, shape(rank, random), random);
      Roi sourceBox = Roi.at(offset(rank, random), source.shape());
      Roi targetBox = Roi.at(offset(rank, random), target.shape());
      Block expected = copyOf(target);
      eachVoxel(
          sourceBox.intersect(targetBox),
          voxel ->
              Array.set(
                  expected.values(),
                  expected.offset(minus(voxel, targetBox)),
                  Array.get(source.values(), source.offset(minus(voxel, sourceBox)))));
      Blocks.copy(source, sourceBox, target, targetBox);
      assertArrayEquals(
          Blocks.littleEndian(expected),
          Blocks.littleEndian(target),
          "seed " + SEED + " round " + round + " " + sourceBox + " to " + targetBox);
    }
  }

  @Test
  void cropsAnyPart() {
    Random random = new Random(SEED);
    for (int round = 0; round < 1000; round++) {
      Block block = random(dtype(random), shape(1 + random.nextInt(5), random), random);
      long[] start = new long[block.rank()];
      long[] stop = new long[block.rank()];
      for (int d = 0; d < start.length; d++) {
        start[d] = random.nextLong(block.size(d) + 1);
        stop[d] = random.nextLong(start[d], block.size(d) + 1);
      }
      Roi part = new Roi(start, stop);
      Block crop = Blocks.crop(block, part);
      assertArrayEquals(part.shape(), crop.shape());
      eachVoxel(
          part,
          voxel ->
              assertEquals(
                  Array.get(block.values(), block.offset(voxel)),
                  Array.get(crop.values(), crop.offset(minus(voxel, part)))));
    }
  }

  @Test
  void cropOfEverythingIsTheBlock() {
    Block block = Block.zeros(DType.INT8, new long[] {2, 3});
    assertSame(block, Blocks.crop(block, Roi.ofShape(2, 3)));
    assertThrows(IndexOutOfBoundsException.class, () -> Blocks.crop(block, Roi.ofShape(2, 4)));
  }

  @Test
  void bytesAreLittleEndianAndComeBack() {
    Block block = new Block(DType.UINT16, new long[] {2}, new short[] {0x0102, (short) 0xfffe});
    assertArrayEquals(new byte[] {2, 1, -2, -1}, Blocks.littleEndian(block));
    Random random = new Random(SEED);
    for (DType dtype : DType.values()) {
      Block any = random(dtype, new long[] {3, 4}, random);
      Block back = Blocks.ofLittleEndian(dtype, any.shape(), Blocks.littleEndian(any));
      assertArrayEquals(Blocks.littleEndian(any), Blocks.littleEndian(back));
    }
    Block bool = Blocks.ofLittleEndian(DType.BOOL, new long[] {3}, new byte[] {0, 1, 7});
    assertArrayEquals(new byte[] {0, 1, 1}, (byte[]) bool.values());
    assertThrows(
        IllegalArgumentException.class,
        () -> Blocks.ofLittleEndian(DType.INT32, new long[] {2}, new byte[7]));
  }

  @Test
  void bytesThatNobodyChangesAreTheVoxelsWhereTheyCanBe() {
    Random random = new Random(SEED);
    for (DType dtype : DType.values()) {
      byte[] bytes = new byte[12 * dtype.bytes()];
      random.nextBytes(bytes);
      Block copied = Blocks.ofLittleEndian(dtype, new long[] {3, 4}, bytes.clone());
      Block over = Blocks.overLittleEndian(dtype, new long[] {3, 4}, bytes);
      assertArrayEquals(Blocks.littleEndian(copied), Blocks.littleEndian(over), dtype.numpyName());
    }
    byte[] shared = {1, 2};
    assertSame(shared, Blocks.overLittleEndian(DType.UINT8, new long[] {2}, shared).values());
    assertThrows(
        IllegalArgumentException.class,
        () -> Blocks.overLittleEndian(DType.UINT8, new long[] {3}, shared));
  }

  @Test
  void refusesBoxesThatDoNotFit() {
    Block block = Block.zeros(DType.INT8, new long[] {2, 3});
    Block other = Block.zeros(DType.INT16, new long[] {2, 3});
    Roi box = Roi.ofShape(2, 3);
    assertThrows(IllegalArgumentException.class, () -> Blocks.copy(block, box, other, box));
    assertThrows(
        IllegalArgumentException.class, () -> Blocks.copy(block, Roi.ofShape(3, 2), block, box));
  }

  private static Block copyOf(Block block) {
    return Blocks.ofLittleEndian(block.dtype(), block.shape(), Blocks.littleEndian(block));
  }

  private static long[] offset(int rank, Random random) {
    long[] offset = new long[rank];
    Arrays.setAll(offset, d -> random.nextInt(7) - 3);
    return offset;
  }

  private static long[] minus(long[] voxel, Roi box) {
    long[] result = voxel.clone();
    Arrays.setAll(result, d -> voxel[d] - box.start(d));
    return result;
  }

  private static void eachVoxel(Roi roi, java.util.function.Consumer<long[]> visit) {
    if (roi.isEmpty()) {
      return;
    }
    long[] voxel = roi.start();
    int d;
    do {
      visit.accept(voxel.clone());
      d = roi.rank() - 1;
      while (d >= 0 && ++voxel[d] == roi.stop(d)) {
        voxel[d] = roi.start(d);
        d--;
      }
    } while (d >= 0);
  }
}

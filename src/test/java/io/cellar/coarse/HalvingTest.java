package io.cellar.coarse;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Voxels out of boxes of voxels, against arithmetic of any size. */
class HalvingTest {
  private static final long SEED = 20261129;

  private static Block random(DType dtype, long[] shape, Random random) {
    byte[] bytes = new byte[Math.toIntExact(Roi.ofShape(shape).voxels() * dtype.bytes())];
    random.nextBytes(bytes);
    Block block = Blocks.ofLittleEndian(dtype, shape, bytes);
    if (random.nextBoolean()) { // few values, which boxes share
      for (int i = 0; i < block.length(); i++) {
        switch (block.values()) {
          case byte[] b -> b[i] &= dtype == DType.BOOL ? 1 : 3;
          case short[] s -> s[i] &= 3;
          case int[] n -> n[i] &= 0xc0000001;
          case long[] n -> n[i] &= 0xc000000000000001L;
          case float[] f -> f[i] = random.nextInt(9) == 0 ? Float.NaN : random.nextInt(5) - 2;
          case double[] f ->
              f[i] =
                  switch (random.nextInt(9)) {
                    case 0 -> Double.NaN;
                    case 1 -> Double.POSITIVE_INFINITY;
                    case 2 -> Double.MAX_VALUE;
                    default -> random.nextGaussian();
                  };
          default -> throw new AssertionError();
        }
      }
    }
    return block;
  }

  @ParameterizedTest
  @EnumSource
  void everyVoxelStandsForItsBox(DType dtype) {
    Random random = new Random(SEED + dtype.ordinal());
    for (int n = 0; n < 200; n++) {
      int rank = 1 + random.nextInt(5);
      long[] shape = random.longs(rank, 1, rank > 3 ? 5 : 8).toArray();
      boolean[] halved = new boolean[rank];
      int most = 3;
      for (int d = 0; d < rank; d++) {
        halved[d] = random.nextBoolean() && most-- > 0;
      }
      Block finer = random(dtype, shape, random);
      String what =
          "seed %d, run %d, %s of %s by %s"
              .formatted(SEED, n, dtype, Arrays.toString(shape), Arrays.toString(halved));
      Block coarser = Halving.of(finer, halved);
      assertEquals(dtype, coarser.dtype(), what);
      for (int d = 0; d < rank; d++) {
        assertEquals(halved[d] ? (shape[d] + 1) / 2 : shape[d], coarser.size(d), what);
      }
      for (int i = 0; i < coarser.length(); i++) {
        check(finer, box(finer, coarser, halved, i), coarser, i, what + ", voxel " + i);
      }
    }
  }

  /** Positions of the voxels of a box. */
  private static List<Integer> box(Block finer, Block coarser, boolean[] halved, int voxel) {
    long[] at = new long[halved.length];
    int rest = voxel;
    for (int d = at.length - 1; d >= 0; d--) {
      at[d] = rest % coarser.size(d) * (halved[d] ? 2 : 1);
      rest /= (int) coarser.size(d);
    }
    List<long[]> voxels = new ArrayList<>(List.of(at));
    for (int d = 0; d < at.length; d++) {
      for (long[] each :
          halved[d] && at[d] + 1 < finer.size(d) ? List.copyOf(voxels) : List.<long[]>of()) {
        long[] next = each.clone();
        next[d]++;
        voxels.add(next);
      }
    }
    return voxels.stream().map(finer::offset).sorted().toList();
  }

  private static void check(Block finer, List<Integer> box, Block coarser, int i, String what) {
    switch (finer.dtype()) {
      case BOOL, UINT32, UINT64 -> {
        Map<BigInteger, Long> counts =
            box.stream()
                .collect(
                    Collectors.groupingBy(
                        v -> integer(finer, v), TreeMap::new, Collectors.counting()));
        long most = counts.values().stream().max(Long::compare).orElseThrow();
        BigInteger lowest =
            counts.entrySet().stream()
                .filter(e -> e.getValue() == most)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        assertEquals(lowest, integer(coarser, i), what);
      }
      case FLOAT32, FLOAT64 -> {
        List<BigDecimal> finite =
            box.stream()
                .map(finer::toDouble)
                .filter(Double::isFinite)
                .map(BigDecimal::new)
                .toList();
        double expected =
            finite.isEmpty()
                ? finer.toDouble(box.getFirst())
                : finite.stream()
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                    .divide(BigDecimal.valueOf(finite.size()), java.math.MathContext.DECIMAL128)
                    .doubleValue();
        double largest =
            finite.stream().mapToDouble(v -> Math.abs(v.doubleValue())).max().orElse(0);
        double ulps =
            finer.dtype() == DType.FLOAT32 ? Math.ulp((float) largest) : 8 * Math.ulp(largest);
        assertEquals(expected, coarser.toDouble(i), ulps, what);
      }
      default -> {
        BigDecimal sum =
            new BigDecimal(
                box.stream().map(v -> integer(finer, v)).reduce(BigInteger.ZERO, BigInteger::add));
        BigDecimal mean = sum.divide(BigDecimal.valueOf(box.size()), 10, RoundingMode.UNNECESSARY);
        BigInteger expected =
            mean.add(new BigDecimal("0.5")).setScale(0, RoundingMode.FLOOR).toBigIntegerExact();
        assertEquals(expected, integer(coarser, i), what);
      }
    }
  }

  private static BigInteger integer(Block block, int i) {
    return switch (block.values()) {
      case long[] longs when block.dtype() == DType.INT64 -> BigInteger.valueOf(longs[i]);
      case long[] longs -> new BigInteger(Long.toUnsignedString(longs[i]));
      default -> BigInteger.valueOf((long) block.toDouble(i));
    };
  }

  @Test
  void theLargestIntegersAreNotTooLarge() {
    for (long extreme : new long[] {Long.MAX_VALUE, Long.MIN_VALUE, -1}) {
      long[] values = new long[16];
      Arrays.fill(values, extreme);
      Block mean =
          Halving.of(
              new Block(DType.INT64, new long[] {2, 2, 4}, values),
              new boolean[] {true, true, true});
      assertArrayEquals(new long[] {extreme, extreme}, (long[]) mean.values());
    }
  }

  @Test
  void aHalfIsRoundedUp() {
    short[] values = {-3, -2, -2, -1, 0, 1, 4, 5, 7};
    Block mean = Halving.of(new Block(DType.INT16, new long[] {9}, values), new boolean[] {true});
    assertArrayEquals(new short[] {-2, -1, 1, 5, 7}, (short[]) mean.values());
  }

  @Test
  void labelsAreNotMixed() {
    int[] labels = {7, 7, 7, 9, 0, 5, -1, -1};
    Block most =
        Halving.of(new Block(DType.UINT32, new long[] {2, 4}, labels), new boolean[] {true, true});
    assertArrayEquals(new int[] {7, -1}, (int[]) most.values());
  }

  @Test
  void numbersThatAreNotFiniteDoNotSpreadOverTheirNeighbours() {
    float[] values = {Float.NaN, 2, Float.POSITIVE_INFINITY, 3, Float.NaN, Float.NaN};
    Block mean = Halving.of(new Block(DType.FLOAT32, new long[] {6}, values), new boolean[] {true});
    assertEquals(
        List.of(2f, 3f, Float.NaN),
        IntStream.range(0, 3).mapToObj(i -> ((float[]) mean.values())[i]).toList());
  }
}

package io.cellar.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BlockTest {

  @Test
  void positionsInCOrder() {
    Block block = Block.zeros(DType.UINT8, new long[] {3, 4, 5});
    int expected = 0;
    for (long z = 0; z < 3; z++) {
      for (long y = 0; y < 4; y++) {
        for (long x = 0; x < 5; x++) {
          assertEquals(expected++, block.offset(z, y, x));
        }
      }
    }
    assertEquals(60, block.length());
  }

  @Test
  void theArrayIsSharedAndTheShapeIsNot() {
    byte[] values = new byte[6];
    Block block = new Block(DType.INT8, new long[] {2, 3}, values);
    assertSame(values, block.values());
    block.shape()[0] = 9;
    assertEquals(2, block.size(0));
  }

  @ParameterizedTest
  @EnumSource
  void refusesAnArrayThatDoesNotFit(DType dtype) {
    Object tooShort = dtype.newArray(5);
    assertThrows(
        IllegalArgumentException.class, () -> new Block(dtype, new long[] {2, 3}, tooShort));
    assertThrows(
        IllegalArgumentException.class, () -> new Block(dtype, new long[] {6}, new char[6]));
    assertEquals(6L * dtype.bytes(), Block.zeros(dtype, new long[] {2, 3}).bytes());
  }

  @Test
  void unsignedVoxelsAsDoubles() {
    assertEquals(255, one(DType.UINT8, new byte[] {-1}));
    assertEquals(-1, one(DType.INT8, new byte[] {-1}));
    assertEquals(65535, one(DType.UINT16, new short[] {-1}));
    assertEquals(4294967295.0, one(DType.UINT32, new int[] {-1}));
    assertEquals(-1, one(DType.INT64, new long[] {-1}));
    assertEquals(0.1f, one(DType.FLOAT32, new float[] {0.1f}));
  }

  @Test
  void bigUnsignedVoxelsRoundToTheNearestDouble() {
    for (long seed = 0; seed < 5000; seed++) {
      long bits = new Random(seed).nextLong() >> new Random(~seed).nextInt(3);
      double expected = new BigInteger(Long.toUnsignedString(bits)).doubleValue();
      assertEquals(expected, one(DType.UINT64, new long[] {bits}), "seed " + seed);
    }
    long tie = 0x8000000000000400L;
    assertEquals(0x1p63, one(DType.UINT64, new long[] {tie}));
    assertEquals(0x1.0000000000001p63, one(DType.UINT64, new long[] {tie + 1}));
  }

  private static double one(DType dtype, Object values) {
    return new Block(dtype, new long[] {1}, values).toDouble(0);
  }
}

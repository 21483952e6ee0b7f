package io.cellar.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Codecs that put bytes elsewhere or look at them, but leave them as many as they were. */
class ElementsTest {

  @Test
  void bigEndianElementsAreTurnedRound() throws IOException {
    byte[] stored = {1, 2, 3, 4, 5, 6, 7, 8};
    assertSame(stored, new BigEndian(1).decode(stored, 8));
    assertArrayEquals(new byte[] {2, 1, 4, 3, 6, 5, 8, 7}, new BigEndian(2).decode(stored, 8));
    assertArrayEquals(new byte[] {4, 3, 2, 1, 8, 7, 6, 5}, new BigEndian(4).decode(stored, 8));
    assertArrayEquals(new byte[] {8, 7, 6, 5, 4, 3, 2, 1}, new BigEndian(8).decode(stored, 8));
    assertThrows(CodecException.class, () -> new BigEndian(2).decode(stored, 4));
    assertThrows(CodecException.class, () -> new BigEndian(4).decode(new byte[6], 6));
    assertThrows(IllegalArgumentException.class, () -> new BigEndian(3));
  }

  @Test
  void everyFloat16HasItsFloat32() throws IOException {
    ByteBuffer halves = ByteBuffer.allocate(2 << 16).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 1 << 16; i++) {
      halves.putShort((short) i);
    }
    ByteBuffer floats =
        ByteBuffer.wrap(new Float16().decode(halves.array(), 4 << 16))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < 1 << 16; i++) {
      float value = floats.getFloat();
      int exponent = i >>> 10 & 31;
      int fraction = i & 1023;
      float magnitude =
          exponent == 0
              ? Math.scalb((float) fraction, -24)
              : exponent < 31
                  ? Math.scalb((float) (1024 + fraction), exponent - 25)
                  : fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
      float expected = i < 1 << 15 ? magnitude : -magnitude;
      assertEquals(expected, value, "float16 " + Integer.toHexString(i));
    }
    assertThrows(CodecException.class, () -> new Float16().decode(new byte[4], 4));
    assertThrows(CodecException.class, () -> new Float16().decode(new byte[3], 6));
  }

  @Test
  void crc32cIsComparedAndCutOff() throws IOException {
    byte[] stored = "123456789....".getBytes(StandardCharsets.US_ASCII);
    ByteBuffer.wrap(stored).order(ByteOrder.LITTLE_ENDIAN).putInt(9, 0xe3069283);
    assertArrayEquals(Arrays.copyOf(stored, 9), new Crc32c().decode(stored, 9));
    for (int bit = 0; bit < 8 * stored.length; bit++) {
      byte[] changed = stored.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThrows(CodecException.class, () -> new Crc32c().decode(changed, 9));
    }
    assertThrows(CodecException.class, () -> new Crc32c().decode(new byte[3], 0));
  }

  @Test
  void murmur3GivesThePublishedValues() {
    assertEquals(5148371408780832321L, Murmur3.hash(0));
    assertEquals(Long.parseUnsignedLong("16770674756601302682"), Murmur3.hash(1));
    assertEquals(Long.parseUnsignedLong("12384190628465033119"), Murmur3.hash(5));
    assertEquals(Long.parseUnsignedLong("13524640716595723620"), Murmur3.hash(1L << 32));
  }

  @Test
  void anyPermutationOfAxesIsUndone() throws IOException {
    long seed = 17;
    Random random = new Random(seed);
    for (int round = 0; round < 400; round++) {
      int rank = random.nextInt(7);
      int[] shape = new int[rank];
      Arrays.setAll(shape, i -> rank > 3 ? 1 + random.nextInt(4) : 1 + random.nextInt(45));
      List<Integer> axes = new ArrayList<>();
      Collections.addAll(axes, Arrays.stream(new int[rank]).boxed().toArray(Integer[]::new));
      for (int i = 0; i < rank; i++) {
        axes.set(i, i);
      }
      Collections.shuffle(axes, random);
      int[] order = axes.stream().mapToInt(a -> a).toArray();
      int width = 1 << random.nextInt(4);
      byte[] plain = new byte[width * Arrays.stream(shape).reduce(1, (a, b) -> a * b)];
      random.nextBytes(plain);
      byte[] stored = transposed(plain, width, shape, order);
      String what = Arrays.toString(shape) + " by " + Arrays.toString(order) + ", seed " + seed;
      Codec codec = new Transposition(width, shape, order);
      assertArrayEquals(plain, codec.decode(stored, plain.length), what);
      assertThrows(CodecException.class, () -> codec.decode(stored, plain.length + 1), what);
      byte[] cut = Arrays.copyOf(stored, stored.length - 1);
      assertThrows(CodecException.class, () -> codec.decode(cut, plain.length), what);
    }
  }

  @Test
  void fortranOrderIsTheReverse() throws IOException {
    byte[] stored = {0, 3, 1, 4, 2, 5};
    byte[] plain = {0, 1, 2, 3, 4, 5};
    int[] shape = {2, 3};
    assertArrayEquals(plain, Transposition.fortran(1, shape).decode(stored, 6));
    assertSame(stored, new Transposition(1, shape, new int[] {0, 1}).decode(stored, 6));
    assertSame(stored, Transposition.fortran(1, new int[] {1, 6}).decode(stored, 6));
    assertEquals(0, Transposition.fortran(1, new int[] {5, 0}).decode(new byte[0], 0).length);
  }

  @Test
  void whatIsNoPermutationIsRefused() {
    int[] shape = {2, 3};
    for (int[] order : new int[][] {{0}, {0, 0}, {0, 2}, {-1, 0}, {0, 1, 2}}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> new Transposition(1, shape, order),
          Arrays.toString(order));
    }
    int[] large = {1 << 20, 1 << 20, 1 << 20, 1 << 20};
    assertThrows(IllegalArgumentException.class, () -> Transposition.fortran(8, large));
    assertTrue(
        assertThrows(
                IllegalArgumentException.class, () -> Transposition.fortran(1, new int[] {-1, 2}))
            .getMessage()
            .contains("[-1, 2]"));
  }

  /** By the definition, an element at a time. */
  private static byte[] transposed(byte[] plain, int width, int[] shape, int[] order) {
    byte[] stored = new byte[plain.length];
    int[] at = new int[shape.length];
    for (int i = 0; i < plain.length / width; i++) {
      int rest = i;
      for (int a = shape.length - 1; a >= 0; a--) {
        at[a] = rest % shape[a];
        rest /= shape[a];
      }
      int place = 0;
      for (int axis : order) {
        place = place * shape[axis] + at[axis];
      }
      System.arraycopy(plain, i * width, stored, place * width, width);
    }
    return stored;
  }
}

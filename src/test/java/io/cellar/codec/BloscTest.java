package io.cellar.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What c-blosc wrote is in {@link VectorTest}; this is what no writer writes. */
class BloscTest {
  private static final int NOT_SPLIT = 16;
  private final Codec blosc = new Blosc();

  @Test
  void aBlockMayLieAnywhereBehindThePlaces() throws IOException {
    byte[] stored = chunk(NOT_SPLIT, 1, 8, 4, new int[] {32, 24}, 4, 0x04030201, 4, 0x08070605);
    assertArrayEquals(new byte[] {5, 6, 7, 8, 1, 2, 3, 4}, blosc.decode(stored, 8));
  }

  @Test
  void noPlaceOrLengthLeadsOutOfTheChunk() {
    for (int place : new int[] {-1, 0, 15, 21, 24, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      byte[] stored = chunk(NOT_SPLIT, 1, 4, 4, new int[] {place}, 4);
      assertRefused("a blosc chunk ", stored, 4);
    }
    for (int length : new int[] {-1, 5, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      byte[] stored = chunk(NOT_SPLIT, 1, 8, 8, new int[] {20}, length, 0);
      assertRefused("a blosc chunk ends within a block", stored, 8);
    }
  }

  @Test
  void thePlacesOfMoreBlocksThanAreThereTakeNoMemory() {
    byte[] stored = chunk(NOT_SPLIT, 1, Integer.MAX_VALUE, 1, new int[] {20}, 1);
    long before = Memory.allocated();
    assertRefused("ends before the places of its blocks", stored, Integer.MAX_VALUE);
    assertRefused("holds 2147483647 bytes, expected 5", stored, 5);
    assertTrue(Memory.allocated() - before < 1 << 20);
  }

  @Test
  void aHeaderThatSaysWhatIsNotKnownIsRefused() throws IOException {
    byte[] good = chunk(NOT_SPLIT, 1, 4, 4, new int[] {20}, 4, 0);
    assertEquals(4, blosc.decode(good, 4).length);
    assertRefused("is of version 3, expected 2", with(good, 0, 3), 4);
    assertRefused("is of an unknown kind", with(good, 2, NOT_SPLIT | 8), 4);
    assertRefused("is shuffled in two ways", with(good, 2, NOT_SPLIT | 5), 4);
    assertRefused("has the unknown codec 5", with(good, 2, NOT_SPLIT | 5 << 5), 4);
    assertRefused("has a damaged header", with(good, 3, 0), 4);
    assertRefused("has a damaged header", with(good, 8, 0), 4);
    assertRefused("of 28 bytes should have 29", with(good, 12, 29), 4);
    assertRefused("is too short for its header", Arrays.copyOf(good, 15), 4);
  }

  @Test
  void aChunkOfNothingIsEmpty() throws IOException {
    assertEquals(0, blosc.decode(chunk(0, 0, 0, 0, new int[0]), 0).length);
  }

  private void assertRefused(String why, byte[] stored, int size) {
    String message =
        assertThrows(CodecException.class, () -> blosc.decode(stored, size)).getMessage();
    assertTrue(message.contains(why), message);
  }

  private static byte[] with(byte[] stored, int at, int value) {
    byte[] changed = stored.clone();
    changed[at] = (byte) value;
    return changed;
  }

  private static byte[] chunk(
      int flags, int elementBytes, int bytes, int blockBytes, int[] places, int... words) {
    int length = 16 + 4 * places.length + 4 * words.length;
    ByteBuffer chunk = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    chunk.put((byte) 2).put((byte) 1).put((byte) flags).put((byte) elementBytes);
    chunk.putInt(bytes).putInt(blockBytes).putInt(length);
    Arrays.stream(places).forEach(chunk::putInt);
    Arrays.stream(words).forEach(chunk::putInt);
    return chunk.array();
  }
}

package io.cellar.volume;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** View, stored and remote coordinates on the format's own worked examples. */
class ArrayGeometryTest {
  private final ArrayGeometry seed =
      new ArrayGeometry(
          Axes.parse("zyx"),
          DType.UINT8,
          new long[] {1233, 135424, 119808},
          new long[] {32, 256, 256},
          new long[] {0, 51200, 51200},
          new long[] {1233, 2560, 2560});

  @Test
  void blocksOfTheView() {
    assertEquals(3900, seed.grid().countIn(seed.storedView()));
  }

  @Test
  void firstBlockOfTheView() {
    Roi stored = seed.toStored(new Roi(new long[3], new long[] {1, 1, 1}));
    long first = seed.grid().indexOf(stored.start());
    assertEquals("0:32,51200:51456,51200:51456", seed.grid().roi(first).toString());
  }

  @Test
  void lastLayerIsClipped() {
    long index = seed.grid().indexOf(1216, 51200 + 2304, 51200 + 256);
    Roi block = seed.grid().roi(index);
    assertEquals("1216:1233,53504:53760,51456:51712", block.toString());
    assertEquals("1216:1233,2304:2560,256:512", seed.toView(block).toString());
  }

  @Test
  void thereAndBack() {
    assertEquals(seed.view(), seed.toView(seed.storedView()));
    assertEquals(seed.storedView(), seed.toStored(seed.view()));
  }

  @Test
  void arraysAreCopies() {
    seed.shape()[0] = 1;
    seed.viewOrigin()[1] = 1;
    assertArrayEquals(new long[] {1233, 135424, 119808}, seed.shape());
    assertArrayEquals(new long[] {0, 51200, 51200}, seed.viewOrigin());
  }
}

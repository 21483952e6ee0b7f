package io.cellar.slice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.slice.geometry.PlaneKey;
import io.cellar.slice.geometry.SlicePlane;
import io.cellar.volume.DType;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlicePlanesTest {

  private static SlicePlane plane(int size) {
    return new SlicePlane(DType.UINT8, new byte[size], size, 1);
  }

  private static PlaneKey key(int n) {
    return new PlaneKey(0, n, 2, 1, 0);
  }

  @Test
  void theBoundAlwaysHolds() {
    long seed = 8;
    Random random = new Random(seed);
    SlicePlanes planes = new SlicePlanes(10_000);
    for (int i = 0; i < 3000; i++) {
      planes.put(key(random.nextInt(60)), plane(random.nextInt(900)));
      assertTrue(planes.bytes() <= 10_000, "seed " + seed + " step " + i);
    }
    planes.put(key(1), plane(20_000));
    assertEquals(0, planes.count());
    assertEquals(0, planes.bytes());
  }

  @Test
  void theLeastRecentlyWantedGoesFirstAndLookingIsNotWanting() {
    SlicePlanes planes = new SlicePlanes(3 * SlicePlane.bytes(DType.UINT8, 100, 1));
    for (int n = 0; n < 3; n++) {
      planes.put(key(n), plane(100));
    }
    assertTrue(planes.get(key(0)).isPresent());
    assertTrue(planes.peek(key(1)).isPresent());
    planes.put(key(3), plane(100));
    assertTrue(planes.peek(key(1)).isEmpty());
    assertTrue(planes.peek(key(0)).isPresent());
  }

  @Test
  void allPlanesOfABlockGoTogether() {
    SlicePlanes planes = new SlicePlanes(1 << 20);
    planes.put(new PlaneKey(0, 5, 2, 1, 0), plane(10));
    planes.put(new PlaneKey(0, 5, 2, 1, 10), plane(10));
    planes.put(new PlaneKey(0, 6, 2, 1, 0), plane(10));
    planes.drop(0, 5);
    assertEquals(1, planes.count());
    assertEquals(plane(10).bytes(), planes.bytes());
  }
}

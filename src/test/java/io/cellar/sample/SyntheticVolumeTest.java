package io.cellar.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.volume.Block;
import io.cellar.volume.Blocks;
import io.cellar.volume.Roi;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticVolumeTest {
  private final SyntheticVolume volume = new SyntheticVolume();

  private static byte[] bytes(Block block) {
    return (byte[]) block.values();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4})
  void aVoxelDoesNotDependOnTheBoxThatWasAskedFor(int level) {
    long seed = 4711 + level;
    Random random = new Random(seed);
    long[] shape = volume.shape(level);
    for (int round = 0; round < 4; round++) {
      long[] start = new long[3];
      for (int d = 0; d < 3; d++) {
        start[d] = random.nextLong(shape[d] - 70);
      }
      Roi outer = Roi.at(start, new long[] {40, 45, 70});
      long[] inside = new long[3];
      long[] size = new long[3];
      for (int d = 0; d < 3; d++) {
        inside[d] = random.nextLong(outer.size(d) - 1);
        size[d] = 1 + random.nextLong(outer.size(d) - inside[d]);
      }
      Roi part = Roi.at(inside, size);
      byte[] expected = bytes(Blocks.crop(volume.block(level, outer), part));
      byte[] found = bytes(volume.block(level, part.plus(start)));
      assertArrayEquals(expected, found, "seed " + seed + ", box " + part + " in " + outer);
    }
  }

  @Test
  void aCoarserLevelShowsTheSameTissue() {
    // Means over the same places must agree where a level averages what another one shows.
    for (long at : new long[] {256, 1024, 2048}) {
      double fine = mean(volume.block(0, Roi.at(new long[] {512, at, at}, cube(128))));
      double coarse = mean(volume.block(2, Roi.at(new long[] {128, at / 4, at / 4}, cube(32))));
      assertEquals(fine, coarse, 12, "at " + at);
    }
  }

  private static long[] cube(long edge) {
    return new long[] {edge, edge, edge};
  }

  private static double mean(Block block) {
    double sum = 0;
    for (byte value : bytes(block)) {
      sum += value & 0xff;
    }
    return sum / block.length();
  }

  @Test
  void itHasMembranesCytoplasmAndNoise() {
    int[] counts = new int[256];
    for (byte value : bytes(volume.block(0, Roi.at(new long[] {512, 800, 800}, cube(96))))) {
      counts[value & 0xff]++;
    }
    int dark = 0;
    int bright = 0;
    for (int grey = 0; grey < 256; grey++) {
      dark += grey < 100 ? counts[grey] : 0;
      bright += grey > 140 ? counts[grey] : 0;
    }
    int all = 96 * 96 * 96;
    assertTrue(dark > all / 20 && dark < all / 2, "dark: " + dark);
    assertTrue(bright > all / 3, "bright: " + bright);
  }

  @Test
  void anotherSeedIsOtherTissue() {
    Roi roi = Roi.at(new long[] {0, 0, 0}, cube(8));
    assertTrue(
        !java.util.Arrays.equals(
            bytes(volume.block(0, roi)), bytes(new SyntheticVolume(1).block(0, roi))));
  }

  @Test
  void shapesAreHalvedLevelByLevel() {
    assertArrayEquals(new long[] {2048, 4096, 4096}, volume.shape(0));
    assertArrayEquals(new long[] {128, 256, 256}, volume.shape(4));
    assertThrows(IllegalArgumentException.class, () -> volume.shape(5));
    assertThrows(
        IllegalArgumentException.class,
        () -> volume.block(4, Roi.at(new long[] {120, 0, 0}, cube(16))));
  }

  @Test
  void theCornersCanBeAskedFor() {
    for (int level = 0; level < SyntheticVolume.LEVELS; level++) {
      long[] shape = volume.shape(level);
      long[] last = {shape[0] - 1, shape[1] - 1, shape[2] - 1};
      assertEquals(1, volume.block(level, Roi.at(last, cube(1))).length());
      assertEquals(1, volume.block(level, Roi.ofShape(1, 1, 1)).length());
    }
  }
}

package io.cellar.ui.navigation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.cellar.ui.DemoVolume;
import io.cellar.volume.VolumeDescription;
import java.util.List;
import org.junit.jupiter.api.Test;

class VoxelEdgesTest {

  private static double[] edges(Double... sizes) {
    VolumeDescription v = DemoVolume.tissue().description();
    return VoxelEdges.of(
        new VolumeDescription(
            v.name(), v.geometry(), v.cache(), v.origin(), v.drange(), List.of(sizes), "nm"));
  }

  @Test
  void areMultiplesOfTheShortest() {
    assertArrayEquals(new double[] {10, 1, 1}, edges(40.0, 4.0, 4.0));
    assertArrayEquals(new double[] {1, 2, 1.5}, edges(2.0, 4.0, 3.0));
  }

  @Test
  void areCubesUnlessAllSizesAreTold() {
    assertArrayEquals(new double[] {1, 1, 1}, edges());
    assertArrayEquals(new double[] {1, 1, 1}, edges(0.0, 4.0, 4.0));
  }

  @Test
  void areNotBelievedBeyondAThousand() {
    assertArrayEquals(new double[] {1000, 1, 1}, edges(1e9, 1.0, 1.0));
  }
}

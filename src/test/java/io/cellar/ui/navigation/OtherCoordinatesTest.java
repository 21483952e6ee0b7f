package io.cellar.ui.navigation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axes;
import io.cellar.volume.DType;
import io.cellar.volume.Described;
import io.cellar.volume.Origin;
import io.cellar.volume.PythonFormat;
import io.cellar.volume.RemoteVolume;
import io.cellar.volume.VolumeDescription;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OtherCoordinatesTest {

  private static VolumeDescription volume(long[] origin, Optional<long[]> offsetXyz) {
    ArrayGeometry local =
        new ArrayGeometry(
            Axes.parse("zyx"),
            DType.UINT8,
            new long[] {100, 100, 100},
            new long[] {10, 10, 10},
            origin,
            new long[] {50, 50, 50});
    Optional<Origin> remote =
        offsetXyz.map(
            offset ->
                new RemoteVolume(
                    "",
                    Axes.parse("xyz"),
                    Optional.empty(),
                    new long[] {500, 500, 500},
                    offset,
                    PythonFormat.parse("http://a.example/"),
                    "/data"));
    return Described.volume("v", local, remote);
  }

  @Test
  void nothingToSayWhereTheyAreTheSame() {
    VolumeDescription same = volume(new long[3], Optional.of(new long[3]));
    assertTrue(OtherCoordinates.stored(same, new long[] {1, 2, 3}).isEmpty());
    assertTrue(OtherCoordinates.remote(same, new long[] {1, 2, 3}).isEmpty());
    VolumeDescription local = volume(new long[] {10, 0, 0}, Optional.empty());
    assertTrue(OtherCoordinates.remote(local, new long[] {1, 2, 3}).isEmpty());
  }

  @Test
  void originsAndOffsetsAreAddedAxisByAxis() {
    VolumeDescription moved =
        volume(new long[] {10, 20, 30}, Optional.of(new long[] {100, -200, 300}));
    assertArrayEquals(
        new long[] {11, 22, 33},
        OtherCoordinates.stored(moved, new long[] {1, 2, 3}).orElseThrow());
    assertArrayEquals(
        new long[] {311, -178, 133},
        OtherCoordinates.remote(moved, new long[] {1, 2, 3}).orElseThrow());
  }
}

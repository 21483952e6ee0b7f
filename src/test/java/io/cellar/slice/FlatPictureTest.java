package io.cellar.slice;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.cell.FakeEngine;
import io.cellar.cell.TestVolume;
import io.cellar.volume.Axis;
import io.cellar.volume.Block;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import org.junit.jupiter.api.Test;

class FlatPictureTest {
  private final TestVolume volume =
      TestVolume.whole("yzx", DType.UINT16, new long[] {20, 5, 30}, new long[] {8, 5, 8});

  @Test
  void itIsWhatAPaneShows() {
    Display display = Display.of(volume.description()).withMap(ColorMap.FIRE);
    Block flat = volume.viewVoxels(new Roi(new long[] {0, 3, 0}, new long[] {20, 4, 30}));
    try (Pane pane = new Pane(volume, FakeEngine.atOnce(volume))) {
      SliceView view = new SliceView(Axis.Y, Axis.X, new long[] {0, 3, 0}, 10, 15, 1, 20, 30);
      assertArrayEquals(
          pane.render(view, display).argb(),
          FlatPicture.argb(flat, volume.local().axes(), Axis.Y, Axis.X, display));
    }
  }

  @Test
  void aThickBlockIsRefusedNamingTheAxis() {
    Block thick = volume.viewVoxels(Roi.ofShape(20, 2, 30));
    var error =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                FlatPicture.argb(
                    thick,
                    volume.local().axes(),
                    Axis.X,
                    Axis.Y,
                    Display.of(volume.description())));
    assertTrue(error.getMessage().contains("axis z is 2 voxels"), error.getMessage());
  }
}

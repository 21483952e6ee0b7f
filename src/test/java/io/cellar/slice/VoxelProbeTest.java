package io.cellar.slice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.cell.FakeEngine;
import io.cellar.cell.TestVolume;
import io.cellar.slice.geometry.SliceView;
import io.cellar.volume.Axis;
import io.cellar.volume.BlockState;
import io.cellar.volume.DType;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VoxelProbeTest {

  @Test
  void numbersMeanWhatTheDtypeSays() {
    assertEquals(255L, VoxelProbe.number(DType.UINT8, (byte) -1));
    assertEquals(-1L, VoxelProbe.number(DType.INT8, (byte) -1));
    assertEquals(65535L, VoxelProbe.number(DType.UINT16, (short) -1));
    assertEquals(4294967295L, VoxelProbe.number(DType.UINT32, -1));
    assertEquals(-1L, VoxelProbe.number(DType.INT64, -1L));
    assertEquals(new BigInteger("18446744073709551615"), VoxelProbe.number(DType.UINT64, -1L));
    assertEquals(1.5, VoxelProbe.number(DType.FLOAT32, 1.5f));
    assertEquals(1L, VoxelProbe.number(DType.BOOL, (byte) 1));
  }

  @Test
  void aVoxelIsFoundInItsCellAndInThePlaneOnShow() {
    long seed = 31;
    Random random = new Random(seed);
    for (int i = 0; i < 60; i++) {
      TestVolume volume = TestVolume.random(random, 3, DType.UINT16);
      long[] shape = volume.geometry().viewShape();
      List<Axis> axes = volume.geometry().axes().order();
      for (long memory : new long[] {1 << 20, 0}) {
        try (Pane pane =
            new Pane(volume, FakeEngine.atOnce(volume), memory, SlicePlanes.MOST_BYTES)) {
          VoxelProbe probe = new VoxelProbe(pane.renderer);
          assertEquals(Optional.empty(), probe.value(new long[3]));
          SliceView view = pane.whole(axes.get(0), axes.get(2), 1);
          pane.render(view);
          long[] voxel = {random.nextInt((int) shape[0]), 0, random.nextInt((int) shape[2])};
          assertEquals(
              Optional.of((Number) (long) ((short) volume.voxel(voxel) & 0xffff)),
              probe.value(voxel),
              "seed " + seed + " step " + i);
        }
      }
    }
  }

  @Test
  void outsideTheVolumeThereIsNoBlock() {
    TestVolume volume =
        TestVolume.of(
            "yx",
            DType.BOOL,
            new long[] {20, 20},
            new long[] {5, 5},
            new long[] {1, 2},
            new long[] {10, 8});
    FakeEngine engine = FakeEngine.atOnce(volume);
    try (Pane pane = new Pane(volume, engine)) {
      VoxelProbe probe = new VoxelProbe(pane.renderer);
      assertEquals(Optional.of(FakeEngine.key(6)), probe.block(new long[] {0, 0}));
      assertEquals(Optional.empty(), probe.block(new long[] {10, 0}));
      assertEquals(Optional.empty(), probe.block(new long[] {-1, 0}));
      assertEquals(Optional.empty(), probe.state(new long[] {0, 8}));
      engine.state(6, BlockState.ABSENT);
      assertEquals(Optional.of(BlockState.ABSENT), probe.state(new long[] {4, 4}));
      pane.render(pane.whole(Axis.X, Axis.Y, 1));
      assertTrue(List.of("true", "false").contains(probe.text(new long[] {9, 7}).orElseThrow()));
    }
  }
}

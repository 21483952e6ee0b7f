package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.session.LevelSessions;
import io.cellar.session.RawZarr;
import io.cellar.session.Volumes;
import io.cellar.session.Wiring;
import io.cellar.settings.Folders;
import io.cellar.settings.Settings;
import io.cellar.slice.PlaneBudget;
import io.cellar.slice.ReadAhead;
import io.cellar.slice.SlicePicture;
import io.cellar.slice.SliceRenderer;
import io.cellar.slice.draw.Display;
import io.cellar.slice.geometry.SliceView;
import io.cellar.source.AllowedHosts;
import io.cellar.volume.Axis;
import io.cellar.volume.Block;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A large array of the user's own, seen from so far away that its voxels are less than a pixel. */
class FarViewTest {
  private static final long[] SHAPE = {512, 1024, 1024};
  private static final long[] CHUNK = {64, 64, 64};
  private static final long Z = 300;

  @TempDir Path folder;

  private static int voxel(long z, long y, long x) {
    long mixed = (z * 31 + y) * 0x9E3779B97F4A7C15L ^ x * 0xC2B2AE3D27D4EB4FL;
    return (int) ((mixed ^ mixed >>> 29) & 0x7f) + (int) ((x + y) / 16);
  }

  /** The chunks around one plane; all others are not stored. */
  private RawZarr write() throws IOException {
    RawZarr zarr = new RawZarr(folder.resolve("own.zarr"), DType.UINT8, SHAPE, CHUNK).write();
    Roi slab = new Roi(new long[] {256, 0, 0}, new long[] {320, 1024, 1024});
    for (long i : zarr.grid().blocksIn(slab).toArray()) {
      Roi roi = zarr.grid().roi(i);
      Block block = Block.zeros(DType.UINT8, CHUNK);
      byte[] values = (byte[]) block.values();
      for (int v = 0; v < values.length; v++) {
        values[v] =
            (byte)
                voxel(roi.start(0) + v / 4096, roi.start(1) + v / 64 % 64, roi.start(2) + v % 64);
      }
      zarr.chunk(i, block);
    }
    return zarr;
  }

  private static int mean(long z, long y, long x) {
    int sum = 0;
    for (int i = 0; i < 8; i++) {
      sum += voxel(2 * z + i / 4, 2 * y + i / 2 % 2, 2 * x + i % 2);
    }
    return (sum + 4) / 8;
  }

  private static void await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "nothing came in 60 s");
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  @Test
  void isDrawnFromLevelsThatAreComputed() throws Exception {
    RawZarr zarr = write();
    Folders folders =
        new Folders(
            folder.resolve("config"),
            folder.resolve("data"),
            folder.resolve("cache"),
            folder.resolve("state"));
    try (Volumes volumes = Wiring.volumes(folders, Settings.DEFAULT, 0);
        LevelSessions sessions =
            volumes.openAll(volumes.describe(zarr.folder().toString(), false), false);
        WindowVolume volume =
            new WindowVolume(
                sessions,
                zarr.folder().toString(),
                volumes.memory(),
                PlaneBudget.ofProcess(),
                Runnable::run,
                () -> ReadAhead.OFF,
                "",
                AllowedHosts.ANY,
                Optional.empty())) {
      SliceRenderer renderer = volume.newRenderer();
      SliceView view = new SliceView(Axis.X, Axis.Y, new long[] {Z, 0, 0}, 512, 512, 0.5, 512, 512);
      BooleanSupplier whole = () -> picture(renderer, volume, view).shown() == 64;
      await(whole);
      SlicePicture picture = picture(renderer, volume, view);
      assertEquals(1, picture.level().number());
      for (int p = 0; p < 512 * 512; p++) {
        assertEquals(mean(Z / 2, p / 512, p % 512), picture.argb()[p] & 0xff, "pixel " + p);
      }
      assertEquals(0, volume.hosts().size());
      await(() -> volume.figures().blocksOnDisk() == 64);
      assertEquals(64L << 18, volume.figures().bytesOnDisk());
      renderer.close();
    }
  }

  private static SlicePicture picture(SliceRenderer renderer, WindowVolume volume, SliceView view) {
    return renderer.render(view, Display.of(volume.description()), () -> false).orElseThrow();
  }
}

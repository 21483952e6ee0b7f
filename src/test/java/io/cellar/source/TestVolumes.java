package io.cellar.source;

import io.cellar.sample.ServedVolume;
import io.cellar.volume.ArrayGeometry;
import io.cellar.volume.Axes;
import io.cellar.volume.Block;
import io.cellar.volume.DType;
import io.cellar.volume.Described;
import io.cellar.volume.PythonFormat;
import io.cellar.volume.RemoteVolume;
import io.cellar.volume.Roi;
import io.cellar.volume.VolumeDescription;
import java.util.Optional;

/** Volumes whose every voxel can be told from its coordinates, and descriptions of them. */
public final class TestVolumes {
  private TestVolumes() {}

  /** uint16 zyx; the voxel is a mix of its coordinates. */
  public static final class Counting implements ServedVolume {
    private final long[] shape;

    public Counting(long... shape) {
      this.shape = shape;
    }

    @Override
    public Axes axes() {
      return Axes.parse("zyx");
    }

    @Override
    public long[] shape() {
      return shape.clone();
    }

    @Override
    public DType dtype() {
      return DType.UINT16;
    }

    @Override
    public Block block(Roi roi) {
      short[] values = new short[(int) roi.voxels()];
      int n = 0;
      for (long z = roi.start(0); z < roi.stop(0); z++) {
        for (long y = roi.start(1); y < roi.stop(1); y++) {
          for (long x = roi.start(2); x < roi.stop(2); x++) {
            values[n++] = (short) (z * 7919 + y * 104_729 + x * 31);
          }
        }
      }
      return new Block(DType.UINT16, roi.shape(), values);
    }
  }

  /** A description whose stored origin is the remote coordinate {@code offset}. */
  static VolumeDescription description(
      String template, long[] shape, long[] blockShape, long... offset) {
    long[] bounds = shape.clone();
    for (int d = 0; d < bounds.length; d++) {
      bounds[d] += offset[d];
    }
    ArrayGeometry local =
        new ArrayGeometry(Axes.parse("zyx"), DType.UINT16, shape, blockShape, new long[3], shape);
    RemoteVolume remote =
        new RemoteVolume(
            "test",
            Axes.parse("zyx"),
            Optional.empty(),
            bounds,
            offset,
            PythonFormat.parse(template),
            "/cube");
    return Described.volume("test", local, Optional.of(remote));
  }
}

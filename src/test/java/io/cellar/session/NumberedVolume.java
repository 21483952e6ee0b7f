package io.cellar.session;

import io.cellar.sample.ServedVolume;
import io.cellar.volume.Axes;
import io.cellar.volume.Block;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * 4 x 4 x 4 blocks whose voxels are the block's number in scan order; answers wait while the gate
 * is closed.
 */
final class NumberedVolume implements ServedVolume {
  private static final int EDGE = 16;

  /** Shape of a block. */
  static final long[] BLOCK = {EDGE, EDGE, EDGE};

  /** Shape of the volume. */
  static final long[] SHAPE = {4 * EDGE, 4 * EDGE, 4 * EDGE};

  volatile CountDownLatch gate = new CountDownLatch(0);

  /** Blocks that were asked for. */
  final AtomicInteger asked = new AtomicInteger();

  @Override
  public Axes axes() {
    return Axes.parse("zyx");
  }

  @Override
  public long[] shape() {
    return SHAPE.clone();
  }

  @Override
  public DType dtype() {
    return DType.UINT8;
  }

  @Override
  public Block block(Roi roi) throws IOException {
    asked.incrementAndGet();
    try {
      if (!gate.await(20, TimeUnit.SECONDS)) {
        throw new IOException("the gate stayed closed");
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    Block block = Block.zeros(DType.UINT8, roi.shape());
    Arrays.fill((byte[]) block.values(), (byte) number(roi.start()));
    return block;
  }

  private static int number(long[] start) {
    return (int) ((start[0] / EDGE * 4 + start[1] / EDGE) * 4 + start[2] / EDGE);
  }
}

package io.cellar.app;

import io.cellar.sample.ServedVolume;
import io.cellar.volume.Axes;
import io.cellar.volume.Block;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.util.Arrays;

/** A volume of one grey, which can be changed while it is served. */
final class ChangingVolume implements ServedVolume {
  private volatile int grey;

  ChangingVolume(int grey) {
    this.grey = grey;
  }

  void grey(int next) {
    grey = next;
  }

  @Override
  public Axes axes() {
    return Axes.parse("zyx");
  }

  @Override
  public long[] shape() {
    return new long[] {64, 256, 256};
  }

  @Override
  public DType dtype() {
    return DType.UINT8;
  }

  @Override
  public Block block(Roi roi) {
    Block block = Block.zeros(DType.UINT8, roi.shape());
    Arrays.fill((byte[]) block.values(), (byte) grey);
    return block;
  }
}

package io.cellar.store;

import io.cellar.volume.Block;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.HexFormat;

/** The voxels of a roi, put together voxel by voxel: slow, and too simple to be wrong. */
record Assembled(DType dtype, Object values) {

  /** A roi in view coordinates; all its blocks must be available. */
  static Assembled read(BlockReader store, Roi viewRoi) throws StoreException {
    Roi stored = store.geometry().toStored(viewRoi);
    DType dtype = store.geometry().dtype();
    Block out = Block.zeros(dtype, stored.shape());
    for (long index : store.grid().blocksIn(stored).toArray()) {
      Block block = store.read(index).orElseThrow();
      copy(store.grid().roi(index).start(), block, stored, out);
    }
    return new Assembled(dtype, out.values());
  }

  private static void copy(long[] start, Block block, Roi stored, Block out) {
    Roi shared = Roi.at(start, block.shape()).intersect(stored);
    for (long n = 0; n < shared.voxels(); n++) {
      long[] voxel = new long[start.length];
      long rest = n;
      for (int d = voxel.length - 1; d >= 0; d--) {
        voxel[d] = shared.start(d) + rest % shared.size(d);
        rest /= shared.size(d);
      }
      long[] in = voxel.clone();
      long[] to = voxel.clone();
      for (int d = 0; d < voxel.length; d++) {
        in[d] -= start[d];
        to[d] -= stored.start(d);
      }
      Object value = Array.get(block.values(), block.offset(in));
      Array.set(out.values(), out.offset(to), value);
    }
  }

  private double value(int i) {
    return new Block(dtype, new long[] {Array.getLength(values)}, values).toDouble(i);
  }

  double first() {
    return value(0);
  }

  double last() {
    return value(Array.getLength(values) - 1);
  }

  double sum() {
    double sum = 0;
    for (int i = 0; i < Array.getLength(values); i++) {
      sum += value(i);
    }
    return sum;
  }

  String sha256() throws Exception {
    int n = Array.getLength(values);
    ByteBuffer bytes = ByteBuffer.allocate(n * dtype.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < n; i++) {
      switch (Array.get(values, i)) {
        case Byte v -> bytes.put(v);
        case Short v -> bytes.putShort(v);
        case Integer v -> bytes.putInt(v);
        case Long v -> bytes.putLong(v);
        case Float v -> bytes.putFloat(v);
        case Double v -> bytes.putDouble(v);
        default -> throw new AssertionError(values);
      }
    }
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
  }
}

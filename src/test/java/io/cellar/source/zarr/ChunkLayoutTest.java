package io.cellar.source.zarr;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cellar.volume.Block;
import io.cellar.volume.DType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChunkLayoutTest {

  /** Whatever the order of axes and bytes, a voxel is found where a plain formula puts it. */
  @Test
  void everyVoxelIsWhereItsOrderPutsIt() throws Exception {
    long seed = 20261129;
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      check(random, "seed " + seed + ", layout " + i);
    }
  }

  private static void check(Random random, String what) throws Exception {
    int rank = 1 + random.nextInt(5);
    long[] chunk = random.longs(rank, 1, 5).toArray();
    long[] shape = random.longs(rank, 1, 9).toArray();
    List<Integer> shuffled = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
    Collections.shuffle(shuffled, random);
    int[] order = shuffled.stream().mapToInt(d -> d).toArray();
    int dropped = rank > 1 && random.nextBoolean() ? random.nextInt(rank) : -1;
    if (dropped >= 0) {
      shape[dropped] = 1;
    }
    int[] kept = IntStream.range(0, rank).filter(d -> d != dropped).toArray();
    DType dtype = DType.values()[random.nextInt(DType.values().length)];
    boolean big = random.nextBoolean();
    StoredType type = new StoredType(dtype, dtype.bytes(), big);
    ChunkLayout layout = new ChunkLayout(type, chunk, order, kept, shape);
    byte[] bytes = new byte[layout.bytes()];
    random.nextBytes(bytes);
    long[] position =
        Arrays.stream(kept)
            .mapToLong(d -> random.nextLong(Math.ceilDiv(shape[d], chunk[d])))
            .toArray();
    Block block = layout.decoder(new ByteChain(bytes.length)).decode(bytes, position);
    long[] size = block.shape();
    for (int n = 0; n < block.length(); n++) {
      long[] voxel = new long[rank];
      long rest = n;
      for (int d = kept.length - 1; d >= 0; d--) {
        voxel[kept[d]] = rest % size[d];
        rest /= size[d];
      }
      int at = 0;
      for (int axis : order) {
        at = (int) (at * chunk[axis] + voxel[axis]);
      }
      assertEquals(value(bytes, at, type), block.toDouble(n), what);
    }
    for (int d = 0; d < kept.length; d++) {
      long left = shape[kept[d]] - position[d] * chunk[kept[d]];
      assertEquals(Math.min(left, chunk[kept[d]]), size[d], what);
    }
  }

  private static double value(byte[] bytes, int at, StoredType type) {
    ByteBuffer in =
        ByteBuffer.wrap(bytes, at * type.bytes(), type.bytes())
            .order(type.bigEndian() ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
    Object one =
        switch (type.dtype()) {
          case BOOL -> new byte[] {(byte) (in.get() == 0 ? 0 : 1)};
          case UINT8, INT8 -> new byte[] {in.get()};
          case UINT16, INT16 -> new short[] {in.getShort()};
          case UINT32, INT32 -> new int[] {in.getInt()};
          case UINT64, INT64 -> new long[] {in.getLong()};
          case FLOAT32 -> new float[] {in.getFloat()};
          case FLOAT64 -> new double[] {in.getDouble()};
        };
    return new Block(type.dtype(), new long[] {1}, one).toDouble(0);
  }

  @Test
  void ordersFollowEachOther() {
    int[] first = {2, 0, 1};
    assertEquals(
        Arrays.toString(first), Arrays.toString(ChunkLayout.then(ChunkLayout.identity(3), first)));
    assertEquals("[1, 2, 0]", Arrays.toString(ChunkLayout.then(first, first)));
    assertEquals("[1, 0, 2]", Arrays.toString(ChunkLayout.then(first, ChunkLayout.reversed(3))));
  }
}

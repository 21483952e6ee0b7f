package io.cellar.ui.navigation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cellar.store.Coverage;
import io.cellar.ui.DemoVolume;
import io.cellar.volume.DType;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LevelBlocksTest {

  @Test
  void runsOfEqualStatesAndCountsAgreeWithALookAtEveryBlock() {
    Random random = new Random(3);
    DemoVolume volume =
        DemoVolume.ramps("zyx", DType.UINT8, new long[] {60, 130, 700}, new long[] {16, 32, 32});
    LevelBlocks blocks = new LevelBlocks(volume.levels().levels().getFirst(), volume.coverage());
    long[] grid = blocks.gridShape();
    for (long n = 0; n < blocks.count(); n++) {
      volume.coverage().set(n, Coverage.State.values()[random.nextInt(9) / 3]);
    }
    for (long row = 0; row < blocks.count(); row += grid[2]) {
      long end = row + grid[2];
      for (long index = row; index < end; ) {
        long stop = index + 1;
        while (stop < end && blocks.state(stop) == blocks.state(index)) {
          stop++;
        }
        assertEquals(stop, blocks.stateEnds(index, end));
        index = stop;
      }
    }
    long available = 0;
    for (long y = 1; y < 3; y++) {
      for (long x = 4; x < 9; x++) {
        long index = (grid[1] + y) * grid[2] + x;
        available += blocks.state(index) == Coverage.State.AVAILABLE ? 1 : 0;
      }
    }
    assertEquals(
        available,
        blocks.count(new long[] {1, 1, 4}, new long[] {1, 2, 5}, Coverage.State.AVAILABLE));
    volume.close();
  }
}

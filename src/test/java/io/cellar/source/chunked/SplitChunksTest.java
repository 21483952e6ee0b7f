package io.cellar.source.chunked;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cellar.source.BlockSource;
import io.cellar.source.RawBlock;
import io.cellar.source.TransferProgress;
import io.cellar.volume.Roi;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A block is a part of a large chunk. */
class SplitChunksTest extends AbstractChunkedSourceTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @Override
  long[] chunk() {
    return new long[] {32, 64, 32};
  }

  /** The whole chunk comes. */
  @Override
  protected long received(RawBlock raw) {
    return 2L * 32 * 64 * 32;
  }

  @Test
  void aChunkComesOnceForAllItsBlocks() throws Exception {
    BlockSource source = open(LONG);
    List<Roi> blocks = new ArrayList<>();
    for (long i = 0; i < grid().count(); i++) {
      blocks.add(grid().roi(i));
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (Roi block : blocks) {
        all.add(threads.submit(() -> source.fetch(block, TransferProgress.NONE)));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    assertEquals(2, asked());
  }

  @Test
  void aChunkThatIsNotThereIsAskedForAgainWhenABlockOfItIs() throws Exception {
    BlockSource source = open(LONG);
    Files.move(folder.resolve("a/0.0.0"), folder.resolve("away"));
    assertEquals(true, isEmpty(source.fetch(grid().roi(0), TransferProgress.NONE)));
    assertEquals(true, isEmpty(source.fetch(grid().roi(1), TransferProgress.NONE)));
    Files.move(folder.resolve("away"), folder.resolve("a/0.0.0"));
    assertEquals(false, isEmpty(source.fetch(grid().roi(0), TransferProgress.NONE)));
  }
}

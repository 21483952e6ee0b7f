package io.cellar.source.chunked;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.source.BlockSource;
import io.cellar.source.TransferProgress;
import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A chunk is a block. */
class ChunkedSourceTest extends AbstractChunkedSourceTest {

  @Override
  long[] chunk() {
    return new long[] {16, 16, 16};
  }

  /** Chunks of Zarr are whole at the edges too. */
  @Override
  protected boolean knowsThePlace() {
    return false;
  }

  @Test
  void oneRequestBringsABlockAndNothingElseIsAsked() throws Exception {
    BlockSource source = open(Duration.ofSeconds(20));
    source.fetch(grid().roi(3), TransferProgress.NONE);
    assertEquals(1, asked());
    assertTrue(source.isProved(), "its metadata has been read");
  }

  @Test
  void aChunkThatIsNotThereIsEmpty() throws Exception {
    BlockSource source = open(Duration.ofSeconds(20));
    Files.delete(folder.resolve("a/0.1.0"));
    assertTrue(isEmpty(source.fetch(grid().roi(2), TransferProgress.NONE)));
  }

  @Test
  void blocksThatDoNotFitTheChunksAreRefused() throws Exception {
    ChunkedArray array = array(Duration.ofSeconds(20));
    long[] mixed = {32, 8, 16};
    assertThrows(IllegalArgumentException.class, () -> new ChunkedSource(array, mixed));
    long[] other = {16, 16, 12};
    assertThrows(IllegalArgumentException.class, () -> new ChunkedSource(array, other));
    assertArrayEquals(new long[] {64, 64, 32}, ChunkedSource.blockShape(array));
  }
}

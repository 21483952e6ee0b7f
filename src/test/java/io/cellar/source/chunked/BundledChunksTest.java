package io.cellar.source.chunked;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.source.BlockSource;
import io.cellar.source.RawBlock;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import io.cellar.source.keys.FileServer.Reply;
import io.cellar.volume.Block;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.Roi;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Several small chunks are a block. */
class BundledChunksTest extends AbstractChunkedSourceTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  @Override
  long[] chunk() {
    return new long[] {8, 8, 8};
  }

  /** Any of its chunks. */
  @Override
  protected String named(BlockSource source, Roi stored) {
    return source.address(stored).replaceAll("[0-9.]+$", "");
  }

  /** Each of its chunks has a length in the body. */
  @Override
  protected long received(RawBlock raw) {
    return raw.body().length - 4L * 8;
  }

  @Test
  void anotherTryAsksOnlyForTheChunksThatFailed() throws Exception {
    BlockSource source = open(LONG);
    server.script(
        request ->
            request.path().endsWith("1.1.1")
                ? Optional.of(new Reply(503, Map.of(), new byte[0]))
                : Optional.empty());
    Roi stored = grid().roi(0);
    long before;
    do { // each try brings some, the last chunk comes last
      before = asked();
      SourceException e =
          assertThrows(
              SourceException.Unavailable.class, () -> source.fetch(stored, TransferProgress.NONE));
      assertTrue(e.getMessage().contains("1.1.1"), e.getMessage());
    } while (asked() > before + 1);
    end();
    before = asked();
    RawBlock raw = assertInstanceOf(RawBlock.class, source.fetch(stored, TransferProgress.NONE));
    assertEquals(before + 1, asked());
    assertTrue(Objects.deepEquals(voxels(stored).values(), source.decode(stored, raw).values()));
  }

  @Test
  void whatWasWholeIsAskedForAnew() throws Exception {
    BlockSource source = open(LONG);
    source.fetch(grid().roi(0), TransferProgress.NONE);
    assertEquals(8, asked());
    source.fetch(grid().roi(0), TransferProgress.NONE);
    assertEquals(16, asked());
  }

  @Test
  void chunksThatAreNotThereAreTheFillValueAmongOthers() throws Exception {
    BlockSource source = open(LONG);
    Files.delete(folder.resolve("a/0.1.0"));
    Roi stored = grid().roi(0);
    RawBlock raw = assertInstanceOf(RawBlock.class, source.fetch(stored, TransferProgress.NONE));
    short[] found = (short[]) source.decode(stored, raw).values();
    Block right = voxels(stored);
    for (int z = 0; z < 16; z++) {
      for (int y = 0; y < 16; y++) {
        for (int x = 0; x < 16; x++) {
          int at = right.offset(z, y, x);
          boolean missing = z < 8 && y >= 8 && x < 8;
          assertEquals(missing ? 9 : ((short[]) right.values())[at], found[at]);
        }
      }
    }
  }

  @Test
  void onlyAllChunksTogetherMakeItEmpty() throws Exception {
    BlockSource source = open(LONG);
    BlockGrid chunks = new BlockGrid(volume.shape(), chunk());
    for (long i : chunks.blocksIn(grid().roi(0)).toArray()) {
      assertTrue(!isEmpty(source.fetch(grid().roi(0), TransferProgress.NONE)));
      Files.delete(folder.resolve("a").resolve(RawZarr.name(chunks.start(i), chunk())));
    }
    assertTrue(isEmpty(source.fetch(grid().roi(0), TransferProgress.NONE)));
  }

  @Test
  void oneChunkThatIsDeniedKeepsTheBlockFromBeingEmpty() throws Exception {
    BlockSource source = open(LONG);
    server.script(
        request ->
            Optional.of(
                new Reply(request.path().endsWith("1.1.1") ? 500 : 404, Map.of(), bytes())));
    assertThrows(SourceException.class, () -> source.fetch(grid().roi(0), TransferProgress.NONE));
  }

  private static byte[] bytes() {
    return new byte[] {'n', 'o'};
  }

  @Test
  void aBodyThatIsNoneIsInvalid() throws Exception {
    BlockSource source = open(LONG);
    Roi stored = grid().roi(0);
    RawBlock raw = assertInstanceOf(RawBlock.class, source.fetch(stored, TransferProgress.NONE));
    Random random = new Random(11);
    for (int n = 0; n < 200; n++) {
      byte[] body = Arrays.copyOf(raw.body(), raw.body().length + random.nextInt(3) - 1);
      body[random.nextInt(32)] = (byte) random.nextInt(256);
      RawBlock other = new RawBlock(body, false, raw.url(), raw.etag(), 0);
      if (!Arrays.equals(body, raw.body())) {
        assertThrows(
            SourceException.Invalid.class, () -> source.decode(stored, other), "seed 11, " + n);
      }
    }
  }
}

package io.cellar.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.sample.BlockServer;
import io.cellar.sample.FaultPlan;
import io.cellar.sample.ServerOptions;
import io.cellar.volume.Block;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestfulBlockSourceTest extends AbstractBlockSourceTest {
  private static final long[] OFFSET = {10, 0, 40};

  private final TestVolumes.Counting volume = new TestVolumes.Counting(40, 50, 60);
  private BlockServer server;
  private HttpFetcher http;

  @BeforeEach
  void start() throws IOException {
    server = BlockServer.start(Map.of("v", volume), ServerOptions.DEFAULT);
    http = new SocketHttpFetcher(HttpSettings.defaults());
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  @Override
  protected BlockSource open(Duration patience) throws IOException {
    http.close();
    Deadlines deadlines =
        new Deadlines(patience, patience, patience, patience.multipliedBy(2), 1 << 30);
    http = new SocketHttpFetcher(HttpSettings.defaults().withDeadlines(deadlines));
    return new RestfulBlockSource(
        TestVolumes.description(
            server.urlTemplate("v") + "?key=" + SECRET,
            grid().shape(),
            grid().blockShape(),
            OFFSET),
        http);
  }

  @Override
  protected BlockGrid grid() {
    return new BlockGrid(new long[] {30, 50, 20}, new long[] {16, 16, 16});
  }

  @Override
  protected Block voxels(Roi stored) {
    return volume.block(stored.plus(OFFSET));
  }

  @Override
  protected boolean begin(Trouble trouble) {
    server.setFaults(
        FaultPlan.always(
            switch (trouble) {
              case ABSENT -> "404";
              case DENIED -> "403";
              case BUSY -> "503";
              case BROKEN_OFF -> "truncate";
              case GARBAGE -> "html";
              case ENDLESS -> "endless";
              case OTHER_SHAPE -> "wrong-shape";
              case SILENT -> "hang-body";
            }));
    return true;
  }

  @Override
  protected void end() {
    server.setFaults(FaultPlan.NONE);
  }

  private RestfulBlockSource source(long[] shape, long... offset) {
    return new RestfulBlockSource(
        TestVolumes.description(server.urlTemplate("v"), shape, new long[] {16, 16, 16}, offset),
        http);
  }

  @Test
  void theServerIsAskedForStoredPlusOffset() throws Exception {
    RestfulBlockSource source = source(grid().shape(), OFFSET);
    source.fetch(grid().roi(0), TransferProgress.NONE);
    assertEquals(1, server.log().requests("/v/40-56_0-16_10-26.h5"));
  }

  @Test
  void aBodyBehindAUserBlockIsTheBlock() throws Exception {
    RestfulBlockSource source = source(new long[] {40, 50, 60}, 0, 0, 0);
    Roi stored = Roi.ofShape(16, 16, 16);
    RawBlock raw = source.fetch(stored, TransferProgress.NONE);
    byte[] body = new byte[512 + raw.body().length];
    System.arraycopy(raw.body(), 0, body, 512, raw.body().length);
    Block block =
        source.decode(
            stored, new RawBlock(body, true, raw.url(), raw.etag(), raw.firstByteNanos()));
    assertArrayEquals((short[]) volume.block(stored).values(), (short[]) block.values());
  }

  @Test
  void theTagIsKeptAndTheLengthToldAhead() throws Exception {
    RestfulBlockSource source = source(new long[] {40, 50, 60}, 0, 0, 0);
    AtomicLong expected = new AtomicLong();
    RawBlock raw = source.fetch(Roi.ofShape(16, 16, 16), (_, all) -> expected.set(all));
    assertEquals(raw.body().length, expected.get());
    assertTrue(raw.etag().orElseThrow().matches("\"[0-9a-f]{8}-[0-9a-f]+\""));
    assertTrue(raw.firstByteNanos() > 0);
    assertEquals("http://127.0.0.1:" + server.port(), source.host());
  }

  @Test
  void connectionsAreUsedAgain() throws Exception {
    RestfulBlockSource source = source(new long[] {40, 50, 60}, 0, 0, 0);
    for (int i = 0; i < 20; i++) {
      source.fetch(Roi.ofShape(16, 16, 16), TransferProgress.NONE);
    }
    assertEquals(1, server.log().mostConnections());
  }
}

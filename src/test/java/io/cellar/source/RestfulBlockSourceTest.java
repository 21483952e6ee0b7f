package io.cellar.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.sample.BlockServer;
import io.cellar.sample.ServerOptions;
import io.cellar.volume.Block;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RestfulBlockSourceTest {
  private final TestVolumes.Counting volume = new TestVolumes.Counting(40, 50, 60);
  private BlockServer server;
  private HttpFetcher http;

  @BeforeEach
  void start() throws IOException {
    server = BlockServer.start(Map.of("v", volume), ServerOptions.DEFAULT);
    http = new JdkHttpFetcher(HttpSettings.defaults());
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  private RestfulBlockSource source(long[] shape, long... offset) {
    return new RestfulBlockSource(
        TestVolumes.description(server.urlTemplate("v"), shape, new long[] {16, 16, 16}, offset),
        http);
  }

  @Test
  void everyBlockIsTheServersVoxelsAtStoredPlusOffset() throws Exception {
    RestfulBlockSource source = source(new long[] {30, 50, 20}, 10, 0, 40);
    for (Roi stored :
        new Roi[] {
          Roi.at(new long[] {0, 0, 0}, new long[] {16, 16, 16}),
          Roi.at(new long[] {16, 48, 16}, new long[] {14, 2, 4})
        }) {
      Block block = source.decode(stored, source.fetch(stored, TransferProgress.NONE));
      Block expected = volume.block(stored.plus(new long[] {10, 0, 40}));
      assertArrayEquals(stored.shape(), block.shape());
      assertArrayEquals((short[]) expected.values(), (short[]) block.values());
    }
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
  void progressEndsWithTheWholeBodyAndTheTagIsKept() throws Exception {
    RestfulBlockSource source = source(new long[] {40, 50, 60}, 0, 0, 0);
    AtomicLong received = new AtomicLong();
    AtomicLong expected = new AtomicLong();
    RawBlock raw =
        source.fetch(
            Roi.ofShape(16, 16, 16),
            (now, all) -> {
              received.set(now);
              expected.set(all);
            });
    assertEquals(raw.body().length, received.get());
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

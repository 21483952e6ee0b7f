package io.cellar.source.chunked;

import io.cellar.source.AbstractBlockSourceTest;
import io.cellar.source.BlockSource;
import io.cellar.source.Deadlines;
import io.cellar.source.Fetched;
import io.cellar.source.HttpFetcher;
import io.cellar.source.HttpSettings;
import io.cellar.source.SocketHttpFetcher;
import io.cellar.source.TestVolumes.Counting;
import io.cellar.source.keys.FileServer;
import io.cellar.source.keys.FileServer.Quirk;
import io.cellar.source.keys.FileServer.Reply;
import io.cellar.source.keys.HttpKeys;
import io.cellar.volume.Block;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A source of chunks of 2 · 40 · 50 · 20 bytes in all, cut in one way or another. */
abstract class AbstractChunkedSourceTest extends AbstractBlockSourceTest {
  private static final byte[] PAGE = "<!DOCTYPE html>".getBytes(StandardCharsets.UTF_8);

  final Counting volume = new Counting(40, 50, 20);
  @TempDir Path folder;
  FileServer server;
  private HttpFetcher http;

  /** Of the stored chunks. */
  abstract long[] chunk();

  @BeforeEach
  void serve() throws IOException {
    RawZarr.write(folder.resolve("a"), volume, chunk());
    server = FileServer.start(folder);
    http = new SocketHttpFetcher(HttpSettings.defaults());
  }

  @AfterEach
  void stop() {
    http.close();
    server.close();
  }

  ChunkedArray array(Duration patience) throws Exception {
    http.close();
    http =
        new SocketHttpFetcher(
            HttpSettings.defaults()
                .withDeadlines(
                    new Deadlines(
                        patience, patience, patience, patience.multipliedBy(2), 1 << 30)));
    return RawZarr.open(new HttpKeys(http, URI.create(server.uri() + "a?key=" + SECRET)));
  }

  @Override
  protected BlockSource open(Duration patience) throws Exception {
    return new ChunkedSource(array(patience), grid().blockShape());
  }

  @Override
  protected BlockGrid grid() {
    return new BlockGrid(volume.shape(), new long[] {16, 16, 16});
  }

  @Override
  protected Block voxels(Roi stored) {
    return volume.block(stored);
  }

  @Override
  protected boolean absentIsEmpty() {
    return true;
  }

  @Override
  protected boolean begin(Trouble trouble) {
    switch (trouble) {
      case ABSENT -> answer(404, PAGE);
      case DENIED -> answer(403, PAGE);
      case BUSY -> answer(503, PAGE);
      case BROKEN_OFF -> server.quirks(Quirk.SHORT_BODIES);
      case GARBAGE -> answer(200, PAGE);
      case ENDLESS -> server.quirks(Quirk.ENDLESS);
      case OTHER_SHAPE -> answer(200, new byte[2 * 15 * 16 * 16]);
      case SILENT -> server.quirks(Quirk.SILENT);
    }
    return true;
  }

  private void answer(int status, byte[] body) {
    server.script(request -> Optional.of(new Reply(status, Map.of(), body)));
  }

  @Override
  protected void end() {
    server.script(request -> Optional.empty());
    server.quirks();
  }

  /** Requests for chunks so far. */
  long asked() {
    return server.count(
        request -> !request.path().contains("/.z") && !request.path().endsWith(".json"));
  }

  static boolean isEmpty(Fetched fetched) {
    return fetched instanceof Fetched.Empty;
  }
}

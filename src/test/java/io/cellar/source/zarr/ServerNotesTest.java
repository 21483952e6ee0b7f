package io.cellar.source.zarr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.source.HttpFetcher;
import io.cellar.source.HttpSettings;
import io.cellar.source.SocketHttpFetcher;
import io.cellar.source.TransferProgress;
import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.keys.FileServer;
import io.cellar.source.keys.FileServer.Quirk;
import io.cellar.source.keys.HttpKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a server's answers have shown reaches whoever asks the array for it. */
@Timeout(60)
class ServerNotesTest {
  @TempDir Path folder;

  private void write(String name, byte[] bytes) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  @Test
  void missingObjectsThatAreForbiddenAndPartsThatComeWholeAreTold() throws Exception {
    String crc = V3.BYTES + ",'crc32c'";
    String json =
        V3.array(
            "uint8",
            new long[] {2, 8},
            new long[] {2, 4},
            V3.sharding(new long[] {2, 2}, "'bytes'", crc, ""));
    write("zarr.json", json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    byte[] first = {1, 2, 3, 4};
    byte[] second = {5, 6, 7, 8};
    write("c/0/0", new ShardWriter(2, true).add(first).add(second).write());
    try (FileServer server = FileServer.start(folder, Quirk.MISSING_IS_403_AS_S3, Quirk.NO_RANGES);
        HttpFetcher http = new SocketHttpFetcher(HttpSettings.defaults())) {
      ChunkedArray array = Reading.array(new HttpKeys(http, server.uri()));
      assertEquals(List.of(), array.notes());
      assertTrue(array.chunks().fetch(new long[] {0, 2}, TransferProgress.NONE).isEmpty());
      assertEquals(List.of("this store answers 403 for what does not exist"), array.notes());
      for (int x = 0; x < 2; x++) {
        assertArrayEquals(
            x == 0 ? first : second,
            array.chunks().fetch(new long[] {0, x}, TransferProgress.NONE).orElseThrow().bytes());
      }
      assertEquals(2, array.notes().size(), array.notes()::toString);
      assertTrue(array.notes().getLast().contains("slow"));
      assertTrue(server.count(r -> r.method().equals("GET") && r.path().equals("/c/0/0")) <= 2);
    }
  }
}

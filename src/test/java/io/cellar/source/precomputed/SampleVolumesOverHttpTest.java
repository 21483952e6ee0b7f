package io.cellar.source.precomputed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.source.HttpFetcher;
import io.cellar.source.HttpSettings;
import io.cellar.source.SocketHttpFetcher;
import io.cellar.source.SourceException;
import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.keys.FileServer;
import io.cellar.source.keys.FileServer.Quirk;
import io.cellar.source.keys.FileServer.Reply;
import io.cellar.source.keys.HttpKeys;
import io.cellar.source.keys.KeyStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The same volumes behind servers as they are in the world. */
class SampleVolumesOverHttpTest {
  private static final String UNNAMED_GZIP = "precomputed-cseg-u8-gz";
  private static HttpFetcher fetcher;

  @BeforeAll
  static void open() throws IOException {
    fetcher = new SocketHttpFetcher(HttpSettings.defaults());
  }

  @AfterAll
  static void close() {
    fetcher.close();
  }

  private static KeyStore store(FileServer server) {
    return new HttpKeys(fetcher, server.uri().resolve("volume/"));
  }

  private static Stream<Quirk[]> quirks(Path sample) {
    String name = sample.getFileName().toString();
    Stream<Quirk[]> usual = Stream.of(new Quirk[] {}, new Quirk[] {Quirk.GZIP});
    return name.equals("precomputed-raw") || name.endsWith("murmur")
        ? Stream.concat(
            usual,
            Stream.of(new Quirk[] {Quirk.MISSING_IS_403_AS_S3}, new Quirk[] {Quirk.NO_RANGES}))
        : usual;
  }

  @TestFactory
  Stream<DynamicTest> anyServerHasTheVoxelsThatWereWritten() throws Exception {
    return SampleVolumesTest.samples().stream()
        .flatMap(
            sample ->
                quirks(sample)
                    .map(
                        quirks ->
                            DynamicTest.dynamicTest(
                                sample.getFileName() + Stream.of(quirks).toList().toString(),
                                () -> {
                                  try (FileServer server = FileServer.start(sample, quirks)) {
                                    SampleVolumesTest.check(sample, store(server));
                                  }
                                })));
  }

  @Test
  void chunksThatAreStoredAsGzipComeWithAHeaderThatTells() throws Exception {
    Path sample = SampleVolumesTest.SAMPLES.resolve(UNNAMED_GZIP);
    try (FileServer server = FileServer.start(sample)) {
      server.script(
          request ->
              request.path().contains("/seg/")
                  ? Optional.of(zipped(sample.resolve(request.path().substring(1))))
                  : Optional.empty());
      SampleVolumesTest.check(sample, store(server));
    }
  }

  private static Reply zipped(Path file) {
    try {
      return new Reply(200, Map.of("Content-Encoding", "gzip"), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aPageIsNeverAChunk() throws Exception {
    Path sample = SampleVolumesTest.SAMPLES.resolve("precomputed-raw");
    try (FileServer server = FileServer.start(sample)) {
      ChunkedArray array = Levels.first(store(server));
      server.quirks(Quirk.MISSING_IS_A_PAGE);
      // The one that is not stored; a page in its place is no proof of that.
      assertThrows(IOException.class, () -> Levels.chunk(array, 1, 1, 1));
      server.quirks(Quirk.ALL_500);
      assertThrows(SourceException.class, () -> Levels.chunk(array, 1, 1, 1));
      server.quirks();
      assertEquals(0, Levels.chunk(array, 1, 1, 1).toDouble(0));
    }
  }

  @Test
  void aShardIsAskedForInParts() throws Exception {
    Path sample = SampleVolumesTest.SAMPLES.resolve("precomputed-sharded-murmur");
    try (FileServer server = FileServer.start(sample)) {
      ChunkedArray array = Levels.first(store(server));
      server.clear();
      Levels.chunk(array, 0, 0, 0);
      assertEquals(3, server.requests().size());
      assertTrue(server.requests().stream().allMatch(r -> r.header("Range").isPresent()));
      Levels.chunk(array, 0, 0, 0);
      assertEquals(4, server.requests().size());
    }
  }
}

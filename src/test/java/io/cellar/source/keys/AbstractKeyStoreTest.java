package io.cellar.source.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.source.ByteRange;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every {@link KeyStore} promises, tried on a folder of a few objects. */
@Timeout(30)
public abstract class AbstractKeyStoreTest {
  private static final byte[] CHUNK = bytes(1, 300_000);
  private static final String JSON = "{\"zarr_format\": 3, \"name\": \"M\u00fcller\"}";

  @TempDir Path outside;

  /** What the store serves. */
  private Path folder;

  private KeyStore store;

  /** A store whose root is the folder. */
  protected abstract KeyStore store(Path folder) throws IOException;

  static byte[] bytes(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  static void write(Path file, byte[] content) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, content);
  }

  @BeforeEach
  void objects() throws IOException {
    folder = Files.createDirectory(outside.resolve("data"));
    write(folder.resolve("zarr.json"), JSON.getBytes(StandardCharsets.UTF_8));
    write(folder.resolve("c/0/0/1"), CHUNK);
    write(folder.resolve("empty"), new byte[0]);
    write(folder.resolve("zipped/info"), gzip(JSON));
    write(folder.resolve("a b/100%/\u00fc\u6f22#?&+;=@"), bytes(2, 100));
    store = store(folder);
  }

  static byte[] get(KeyStore store, String key) throws Exception {
    return store.get(key, 1 << 20, TransferProgress.NONE).orElseThrow().bytes();
  }

  static boolean isMissing(KeyStore store, String key) throws Exception {
    return store.get(key, 1 << 20, TransferProgress.NONE).isEmpty();
  }

  static byte[] get(KeyStore store, String key, ByteRange range) throws Exception {
    return store.get(key, range, TransferProgress.NONE).orElseThrow().bytes();
  }

  @Test
  void aWholeObjectIsItsBytes() throws Exception {
    assertArrayEquals(CHUNK, get(store, "c/0/0/1"));
  }

  @Test
  void anObjectOfNoBytesIsThere() throws Exception {
    assertEquals(0, get(store, "empty").length);
  }

  @Test
  void anObjectAsLongAsAllowedComesAndALongerOneIsInvalid() throws Exception {
    long exactly = CHUNK.length;
    assertEquals(
        exactly, store.get("c/0/0/1", exactly, TransferProgress.NONE).orElseThrow().bytes().length);
    assertThrows(
        SourceException.Invalid.class,
        () -> store.get("c/0/0/1", exactly - 1, TransferProgress.NONE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"c/0/0/2", "nothing", "x/y/z", "zarr.json/0"})
  void whatIsNotThereIsProvedMissing(String key) throws Exception {
    get(store, "zarr.json");
    assertTrue(isMissing(store, key));
    assertEquals(Optional.empty(), store.get(key, new ByteRange.Of(0, 10), TransferProgress.NONE));
    assertEquals(Optional.empty(), store.get(key, new ByteRange.Last(10), TransferProgress.NONE));
  }

  @Test
  void aFolderIsNoObject() throws Exception {
    get(store, "zarr.json");
    assertTrue(isMissing(store, "c/0"));
    assertEquals(Optional.empty(), store.get("c/0", new ByteRange.Last(10), TransferProgress.NONE));
  }

  @Test
  void namesWithAnyCharactersAreAskedAsTheyAre() throws Exception {
    assertArrayEquals(bytes(2, 100), get(store, "a b/100%/\u00fc\u6f22#?&+;=@"));
    assertTrue(isMissing(store, "a b/100%/\u00fc\u6f22"));
  }

  @Test
  void aRangeIsThatPart() throws Exception {
    Random random = new Random(7);
    for (int i = 0; i < 20; i++) {
      int from = random.nextInt(CHUNK.length);
      int length = 1 + random.nextInt(CHUNK.length - from);
      assertArrayEquals(
          Arrays.copyOfRange(CHUNK, from, from + length),
          get(store, "c/0/0/1", new ByteRange.Of(from, length)),
          "seed 7, range " + i);
    }
  }

  @Test
  void theLastBytesAreThose() throws Exception {
    for (int n : new int[] {1, 68, 4096, CHUNK.length}) {
      assertArrayEquals(
          Arrays.copyOfRange(CHUNK, CHUNK.length - n, CHUNK.length),
          get(store, "c/0/0/1", new ByteRange.Last(n)));
    }
  }

  @Test
  void aRangeBeyondTheEndIsInvalid() {
    for (ByteRange range :
        new ByteRange[] {
          new ByteRange.Of(CHUNK.length - 5, 6),
          new ByteRange.Of(CHUNK.length, 1),
          new ByteRange.Of(1L << 40, 1),
          new ByteRange.Last(CHUNK.length + 1)
        }) {
      assertThrows(
          SourceException.Invalid.class,
          () -> store.get("c/0/0/1", range, TransferProgress.NONE),
          range.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/hosts", "c//0", "c/./0", "c/0/../0", "../../../x", "c/0/", "a\0b"})
  void aKeyThatIsNoPlainPathIsRefused(String key) {
    assertThrows(SourceException.Refused.class, () -> isMissing(store, key));
    assertThrows(
        SourceException.Refused.class,
        () -> store.get(key, new ByteRange.Of(0, 1), TransferProgress.NONE));
    assertThrows(SourceException.Refused.class, () -> isMissing(store.at("c"), key));
  }

  @Test
  void aStoreFurtherDownHasTheSameObjects() throws Exception {
    KeyStore below = store.at("c/0");
    assertArrayEquals(CHUNK, get(below, "0/1"));
    assertArrayEquals(CHUNK, get(below.at("0/"), "1"));
    assertEquals(store.address("c/0/0/1"), below.address("0/1"));
    assertEquals(store.host(), below.host());
    assertEquals(store.isLocal(), below.isLocal());
  }

  @Test
  void aStoreOneStepUpHasTheSameObjects() throws Exception {
    KeyStore up = store.at("c/0").parent().orElseThrow();
    assertArrayEquals(CHUNK, get(up, "0/0/1"));
    assertArrayEquals(CHUNK, get(store.at("c").parent().orElseThrow(), "c/0/0/1"));
    assertArrayEquals(CHUNK, get(store.at("c").at("0/0").parent().orElseThrow(), "0/1"));
  }

  @Test
  void aLookFindsMetadataAndSaysWhatCameInTheirPlace() throws Exception {
    KeyStore.Look found = store.look("zarr.json");
    assertEquals("zarr.json", found.key());
    assertEquals(JSON, new String(found.body().orElseThrow(), StandardCharsets.UTF_8));
    KeyStore.Look none = store.look(".zattrs");
    assertTrue(none.body().isEmpty());
    assertFalse(none.answer().isBlank());
    assertTrue(store.look("c").body().isEmpty());
  }

  @Test
  void metadataThatACopyHasLeftInGzipIsUnzipped() throws Exception {
    byte[] body = store.look("zipped/info").body().orElseThrow();
    assertEquals(JSON, new String(body, StandardCharsets.UTF_8));
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream zipped = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return zipped.toByteArray();
  }

  @Test
  protected void progressReachesTheWholeLength() throws Exception {
    AtomicLong most = new AtomicLong();
    TransferProgress progress = (received, _) -> most.accumulateAndGet(received, Math::max);
    store.get("c/0/0/1", 1 << 20, progress);
    assertEquals(CHUNK.length, most.get());
  }

  @Test
  void anInterruptedCallerGetsNothing() {
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> isMissing(store, "c/0/0/1"));
    assertFalse(Thread.interrupted());
  }
}

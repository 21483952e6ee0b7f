package io.cellar.source.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cellar.source.ByteRange;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderKeysTest extends AbstractKeyStoreTest {
  @TempDir Path temp;

  @Override
  protected KeyStore store(Path folder) {
    return new FolderKeys(folder);
  }

  private Path file(String name, int length) throws IOException {
    Path file = temp.resolve(name);
    write(file, bytes(3, length));
    return file;
  }

  @Test
  void theNamesBelowAKeyAreListedFoldersWithASlash() throws Exception {
    file("s/b/0", 1);
    file("s/.zattrs", 1);
    file("s/a", 1);
    KeyStore store = new FolderKeys(temp);
    assertEquals(Optional.of(List.of(".zattrs", "a", "b/")), store.list("s"));
    assertEquals(Optional.of(List.of(".zattrs", "a", "b/")), store.at("s").list(""));
    assertEquals(Optional.of(List.of("0")), store.list("s/b/"));
    assertEquals(Optional.of(List.of()), store.list("nothing"));
    assertEquals(Optional.of(List.of()), store.list("s/a"));
    assertThrows(SourceException.Refused.class, () -> store.list(".."));
  }

  @Test
  void itsHostIsThisComputer() {
    KeyStore store = new FolderKeys(temp);
    assertTrue(store.isLocal());
    assertEquals("file:", store.host());
    assertEquals(temp.resolve("a/b").toString(), store.address("a/b"));
    assertEquals(temp.toString(), store.address(""));
  }

  @Test
  void thereIsNothingAboveTheTop() throws Exception {
    assertTrue(new FolderKeys(temp.getRoot()).parent().isEmpty());
    file("v/info", 9);
    KeyStore up = new FolderKeys(temp.resolve("v")).parent().orElseThrow();
    assertEquals(9, get(up, "v/info").length);
  }

  @Test
  void linksThatStayInTheFolderAreFollowed() throws Exception {
    file("v/real/0", 10);
    Files.createSymbolicLink(temp.resolve("v/level"), Path.of("real"));
    Files.createSymbolicLink(temp.resolve("linked"), temp.resolve("v"));
    assertEquals(10, get(new FolderKeys(temp.resolve("v")), "level/0").length);
    assertEquals(10, get(new FolderKeys(temp.resolve("linked")), "level/0").length);
  }

  @Test
  void linksThatLeadOutOfTheFolderAreRefused() throws Exception {
    file("secret/0", 10);
    file("v/info", 10);
    Files.createSymbolicLink(temp.resolve("v/level"), temp.resolve("secret"));
    Files.createSymbolicLink(temp.resolve("v/file"), temp.resolve("secret/0"));
    KeyStore store = new FolderKeys(temp.resolve("v"));
    assertThrows(SourceException.Refused.class, () -> get(store, "level/0"));
    assertThrows(
        SourceException.Refused.class, () -> get(store.at("level"), "0", new ByteRange.Of(0, 1)));
    assertThrows(SourceException.Refused.class, () -> get(store, "file"));
    assertThrows(SourceException.Refused.class, () -> store.list("level"));
    KeyStore.Look look = store.look("file");
    assertTrue(look.body().isEmpty());
    assertTrue(look.answer().contains("leads out"), look.answer());
  }

  @Test
  void aLinkToWhatIsNotThereIsNoProofThatNothingIsStored() throws Exception {
    Files.createSymbolicLink(temp.resolve("0"), temp.resolve("annex/object"));
    KeyStore store = new FolderKeys(temp);
    assertThrows(SourceException.Invalid.class, () -> isMissing(store, "0"));
    assertThrows(SourceException.Invalid.class, () -> isMissing(store, "0/1"));
  }

  @Test
  void linksInACircleEnd() throws Exception {
    Files.createSymbolicLink(temp.resolve("a"), Path.of("b"));
    Files.createSymbolicLink(temp.resolve("b"), Path.of("a"));
    assertThrows(SourceException.class, () -> isMissing(new FolderKeys(temp), "a"));
  }

  @Test
  void aPipeIsNotOpened() throws Exception {
    Path pipe = temp.resolve("pipe");
    assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0);
    KeyStore store = new FolderKeys(temp);
    assertThrows(SourceException.Refused.class, () -> get(store, "pipe"));
    assertThrows(SourceException.Refused.class, () -> get(store, "pipe", new ByteRange.Last(1)));
  }

  @Test
  void nothingIsProvedMissingWhereTheFolderIsGone() throws Exception {
    file("v/info", 10);
    KeyStore store = new FolderKeys(temp.resolve("v"));
    assertTrue(isMissing(store, "0"));
    Files.move(temp.resolve("v"), temp.resolve("w"));
    assertThrows(SourceException.Invalid.class, () -> isMissing(store, "0"));
    assertThrows(
        SourceException.Invalid.class, () -> isMissing(new FolderKeys(temp.resolve("v")), "0"));
    assertThrows(
        SourceException.Invalid.class,
        () -> store.get("0", new ByteRange.Of(0, 1), TransferProgress.NONE));
  }

  @Test
  void nothingIsProvedMissingWhereTheMetadataThatWereReadAreGone() throws Exception {
    file("v/a/zarr.json", 10);
    file("v/b/zarr.json", 10);
    KeyStore store = new FolderKeys(temp.resolve("v"));
    assertArrayEquals(bytes(3, 10), store.look("a/zarr.json").body().orElseThrow());
    assertTrue(store.at("b").look("zarr.json").body().isPresent());
    Files.delete(temp.resolve("v/a/zarr.json"));
    assertThrows(SourceException.Invalid.class, () -> isMissing(store.at("a"), "c/0"));
    assertTrue(isMissing(store, "b/c/0"));
  }

  @Test
  void metadataBeyondTheBoundIsNotRead() throws Exception {
    Path big = file("info", 1);
    try (var channel =
        java.nio.channels.FileChannel.open(big, java.nio.file.StandardOpenOption.WRITE)) {
      channel.write(java.nio.ByteBuffer.wrap(new byte[1]), KeyStore.MOST_METADATA);
    }
    KeyStore.Look look = new FolderKeys(temp).look("info");
    assertTrue(look.body().isEmpty());
    assertTrue(look.answer().contains("at most"), look.answer());
  }
}

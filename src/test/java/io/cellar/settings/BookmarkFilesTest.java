package io.cellar.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BookmarkFilesTest {
  private static final String PLACE = "/data/brain/fib25.json";
  @TempDir private Path folder;
  private BookmarkFiles files;

  @BeforeEach
  void open() {
    files = new BookmarkFiles(folder.resolve("bookmarks"));
  }

  private static Bookmark bookmark(int n) {
    return new Bookmark(
        "synapse = #" + n + " ü\n",
        ViewPlace.of(new long[] {n, 2}, new double[] {n + 0.5, 2}, 1.5),
        new Tones(0, 255, "GREY", n % 2 == 0),
        n % 3 == 0
            ? Optional.of(Bookmark.Box.of(new long[] {n, 0}, new long[] {n + 5, 9}))
            : Optional.empty());
  }

  private Path only() throws IOException {
    try (Stream<Path> all = Files.list(folder.resolve("bookmarks"))) {
      return all.filter(p -> p.toString().endsWith(".properties")).findFirst().orElseThrow();
    }
  }

  @Test
  void aFilesNameTellsNoSecretAndThoseWithOlderNamesAreFound() throws IOException {
    String address = "http://h/a/d.json?token=SECRET/x";
    files.save(address, List.of(bookmark(1)));
    Path named = only();
    assertTrue(named.getFileName().toString().startsWith("_d-"), named.toString());
    String hash = named.getFileName().toString().substring("_d-".length());
    Files.move(named, named.resolveSibling("_x-" + hash));
    assertEquals(List.of(bookmark(1)), files.load(address).value());
    assertEquals(named, only());
    files.save(address, List.of());
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(only())));
  }

  @Test
  void bookmarksKeepTheirOrder() throws IOException {
    List<Bookmark> many = IntStream.range(0, 120).mapToObj(n -> bookmark(119 - n)).toList();
    files.save(PLACE, many);
    assertEquals(new Loaded<>(many, Optional.empty()), files.load(PLACE));
  }

  @Test
  void eachVolumeHasItsOwn() throws IOException {
    files.save(PLACE, List.of(bookmark(1)));
    files.save("/other/brain/fib25.json", List.of(bookmark(2)));
    files.save("https://example.org/fib25.json?x=1", List.of(bookmark(3)));
    assertEquals(List.of(bookmark(1)), files.load(PLACE).value());
    assertEquals(List.of(bookmark(2)), files.load("/other/brain/fib25.json").value());
    assertEquals(List.of(), files.load("/third.json").value());
  }

  @Test
  void whatCanBeReadOfADamagedFileIsGivenAndTheFileIsKept() throws IOException {
    files.save(PLACE, List.of(bookmark(1), bookmark(2), bookmark(3)));
    String text = Files.readString(only()).replace("00001.tones=0.0 255.0", "00001.tones=0.0 x");
    Files.writeString(only(), text);
    Loaded<List<Bookmark>> loaded = files.load(PLACE);
    assertEquals(List.of(bookmark(1), bookmark(3)), loaded.value());
    assertEquals(text, Files.readString(loaded.broken().orElseThrow()));
    assertTrue(loaded.broken().get().toString().endsWith(".broken"));
  }

  @Test
  void aFileOfNothingIsKeptToo() throws IOException {
    files.save(PLACE, List.of(bookmark(1)));
    Files.write(only(), new byte[500]);
    Loaded<List<Bookmark>> loaded = files.load(PLACE);
    assertEquals(List.of(), loaded.value());
    assertEquals(500, Files.size(loaded.broken().orElseThrow()));
  }
}

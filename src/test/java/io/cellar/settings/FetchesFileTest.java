package io.cellar.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FetchesFileTest {
  @TempDir Path folder;
  private Path path;
  private FetchesFile file;

  @BeforeEach
  void name() {
    path = folder.resolve("state/fetches.properties");
    file = new FetchesFile(path);
  }

  private static KeptFetch fetch(int n) {
    return new KeptFetch(
        "/data/our volume = ü.json",
        List.of(64L, 128L, 1L << 40),
        "prefetch " + n,
        List.of(0L, 1L, (long) n),
        List.of(64L, 128L, 1L << 40),
        List.of(0, 2),
        "CENTRE",
        n % 2 == 0 ? OptionalLong.empty() : OptionalLong.of(1000),
        true,
        false);
  }

  private void add(KeptFetch... fetches) throws IOException {
    file.change(all -> Stream.concat(all.stream(), List.of(fetches).stream()).toList());
  }

  @Test
  void whatIsKeptIsReadInItsOrderAndOnce() throws IOException {
    assertEquals(new Loaded<>(List.of(), Optional.empty()), file.load());
    add(fetch(2), fetch(1));
    add(fetch(2));
    assertEquals(new Loaded<>(List.of(fetch(2), fetch(1)), Optional.empty()), file.load());
    file.change(all -> all.subList(1, 2));
    assertEquals(List.of(fetch(1)), file.load().value());
  }

  @Test
  void noMoreThanAHundredAreKeptTheNewestOfThem() throws IOException {
    add(IntStream.range(0, 150).mapToObj(FetchesFileTest::fetch).toArray(KeptFetch[]::new));
    List<KeptFetch> kept = file.load().value();
    assertEquals(100, kept.size());
    assertEquals(fetch(149), kept.getLast());
  }

  @Test
  void aDamagedFileIsSetAsideAndTheNextIsWritten() throws IOException {
    add(fetch(1));
    Files.writeString(path, Files.readString(path).replace("CENTRE", "SCAN"));
    Loaded<List<KeptFetch>> read = file.load();
    assertEquals(List.of(), read.value());
    assertTrue(Files.exists(read.broken().orElseThrow()));
    add(fetch(2));
    assertEquals(new Loaded<>(List.of(fetch(2)), Optional.empty()), file.load());
  }

  @Test
  void aFileThatIsTooLongIsSetAside() throws IOException {
    Files.createDirectories(path.getParent());
    Files.writeString(path, "x=" + "y".repeat(5 << 20));
    assertTrue(file.load().broken().isPresent());
  }

  @Test
  void regionsOutsideOfTheVolumeAreRefused() {
    List<Long> shape = List.of(10L, 10L);
    for (List<List<Long>> region :
        List.of(
            List.of(List.of(0L, 0L), List.of(10L, 11L)),
            List.of(List.of(-1L, 0L), List.of(10L, 10L)),
            List.of(List.of(4L, 0L), List.of(4L, 10L)),
            List.of(List.of(0L), List.of(10L)))) {
      assertThrows(
          IllegalArgumentException.class,
          () ->
              new KeptFetch(
                  "v",
                  shape,
                  "",
                  region.get(0),
                  region.get(1),
                  List.of(0),
                  "SCAN",
                  OptionalLong.empty(),
                  true,
                  true),
          region::toString);
    }
  }
}

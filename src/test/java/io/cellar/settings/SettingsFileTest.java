package io.cellar.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {
  @TempDir private Path folder;
  private Path path;
  private SettingsFile file;

  @BeforeEach
  void open() {
    path = folder.resolve("config/settings.properties");
    file = new SettingsFile(path);
  }

  private static Settings everythingChosen() {
    DownloadSettings downloads =
        new DownloadSettings(
            OptionalInt.of(12),
            OptionalLong.of(20_000_000),
            99,
            1 << 20,
            false,
            Optional.of(Duration.ofMinutes(10)));
    return new Settings(
        OptionalLong.of(1L << 30),
        downloads,
        Durability.NONE,
        new NetworkSettings(
            Optional.of(URI.create("http://proxy.example.org:3128")),
            Optional.of(Path.of("/etc/our ca.pem")),
            Optional.of(URI.create("http://minio.example.org:9000"))),
        Optional.of(Path.of("/scratch/our volumes")),
        SourceChoice.CACHE_ONLY,
        Theme.DARK,
        Optional.of(new WindowPlace(-10.5, 20, 1280, 720, true)),
        new WindowLayout(
            false, true, 0.25, 0.75, new PaneLook(false, true, true, false, true, true), true),
        List.of("/data/a = b.json", "http://example.org/ü?x=1#y", "C:\\data\\v.json"),
        Consents.NONE
            .with(Path.of("/data/a.json"), Path.of("/big/disk"))
            .with(Path.of("/data/a.json"), Path.of("/other disk"))
            .withLinks(
                LinkConsents.NONE
                    .with("https://a/old", Set.of())
                    .with("https://a/x = \u00fc?t=1", Set.of("https://a:443", "http://b:80"))));
  }

  @Test
  void withoutAFileTheDefaultsHold() {
    assertEquals(Settings.DEFAULT, file.load());
  }

  @Test
  void whatIsSavedIsLoaded() throws IOException {
    file.save(everythingChosen());
    assertEquals(everythingChosen(), file.load());
    file.save(Settings.DEFAULT);
    assertEquals(Settings.DEFAULT, file.load());
  }

  @Test
  void theTextIsSortedAndStable() throws IOException {
    file.save(everythingChosen());
    String text = Files.readString(path);
    List<String> lines = text.lines().toList();
    assertEquals(lines.stream().sorted().toList(), lines);
    assertFalse(text.contains("#" + java.time.Year.now()), "no date in it");
    file.save(file.load());
    assertEquals(text, Files.readString(path));
  }

  @Test
  void nothingIsLeftBesideTheFile() throws IOException {
    file.save(everythingChosen());
    file.save(Settings.DEFAULT);
    assertEquals(List.of(path), files());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "memory.bytes=12",
        "memory.bytes=many",
        "memory.bytes=-1",
        "downloads.parallel=0",
        "downloads.parallel=99999999999",
        "downloads.bytesPerSecond=0",
        "downloads.limit.blocks=x",
        "downloads.readAhead=perhaps",
        "downloads.waitForHost=soon",
        "downloads.waitForHost=PT-1S",
        "durability=maybe",
        "theme=pink",
        "window=1 2 3",
        "window=1 2 NaN 4",
        "window.layout=1",
        "window.layout=2 NaN side",
        "window=1 2 0 4",
        "folders.volumes=not/absolute",
        "network.proxy=ftp://h:1",
        "network.proxy=\u00fc %%",
        "network.proxy=http://user:secret@h:1",
        "unknown.key=1",
        "recent.x",
        "consent.1.folder=/x",
        "consent.1.description=/x"
      })
  void oneBadValueCostsThatValueAlone(String line) throws IOException {
    Files.createDirectories(path.getParent());
    Files.writeString(path, "theme=dark\n" + line + "\ndurability=none\n" + line + "\n");
    Settings settings = file.load();
    boolean about = line.startsWith("theme") || line.startsWith("durability");
    assertTrue(about || settings.theme() == Theme.DARK);
    assertTrue(about || settings.durability() == Durability.NONE);
    assertEquals(Settings.DEFAULT.memory(), settings.memory());
    assertEquals(Settings.DEFAULT.downloads(), settings.downloads());
    assertEquals(Settings.DEFAULT.network(), settings.network());
    assertEquals(Settings.DEFAULT.window(), settings.window());
    assertEquals(Settings.DEFAULT.layout(), settings.layout());
    assertEquals(Consents.NONE, settings.consents());
  }

  @Test
  void aDamagedFileIsKeptAside() throws IOException {
    Files.createDirectories(path.getParent());
    for (String damaged : List.of("theme=\\u12", "memory=\u0000\\uzzzz")) {
      Files.writeString(path, damaged);
      assertEquals(Settings.DEFAULT, file.load());
      assertFalse(Files.exists(path));
    }
    Files.write(path, new byte[] {(byte) 0xff, (byte) 0xfe, 0});
    assertEquals(Settings.DEFAULT, file.load());
    assertEquals(
        List.of(
            "settings.properties.damaged",
            "settings.properties.damaged-2",
            "settings.properties.damaged-3"),
        files().stream().map(f -> f.getFileName().toString()).toList());
    file.save(everythingChosen());
    assertEquals(everythingChosen(), file.load());
  }

  @Test
  void randomBytesNeverKeepTheProgramFromStarting() throws IOException {
    Files.createDirectories(path.getParent());
    file.save(everythingChosen());
    byte[] good = Files.readAllBytes(path);
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      byte[] bytes = good.clone();
      for (int n = random.nextInt(1, 20); n > 0; n--) {
        bytes[random.nextInt(bytes.length)] =
            random.nextBoolean()
                ? (byte) random.nextInt()
                : (byte) "\\u=:\n#".charAt(random.nextInt(6));
      }
      Files.write(path, bytes);
      try {
        file.load();
      } catch (RuntimeException e) {
        throw new AssertionError(
            "seed " + seed + ": " + new String(bytes, StandardCharsets.ISO_8859_1), e);
      }
    }
  }

  @Test
  void manySavesAtOnceLeaveAWholeFile() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> saves = new ArrayList<>();
      for (int i = 1; i <= 20; i++) {
        Settings settings =
            Settings.DEFAULT.withDownloads(
                Settings.DEFAULT.downloads().withParallel(OptionalInt.of(i)));
        saves.add(
            threads.submit(
                () -> {
                  new SettingsFile(path).save(settings);
                  return file.load();
                }));
      }
      for (Future<?> save : saves) {
        assertTrue(((Settings) save.get()).downloads().parallel().isPresent());
      }
    } catch (ExecutionException e) {
      throw new AssertionError("a save failed", e.getCause());
    }
    assertEquals(List.of(path), files());
  }

  @Test
  void aSaveThatFailsIsTold() throws IOException {
    Files.writeString(folder.resolve("config"), "a file where a folder should be");
    assertThrows(IOException.class, () -> file.save(Settings.DEFAULT));
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(path.getParent())) {
      return files.sorted().toList();
    }
  }
}

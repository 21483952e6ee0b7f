package io.cellar.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.cellar.input.AtomicFile;
import io.cellar.settings.CredentialLine.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of version 0.1.0 are read, and what is written is the same to the byte. */
class OlderFilesTest {
  private static final String VOLUME = "/data/brain/fib25.json";

  private final Path older = Path.of(System.getProperty("cellar.test.resources"), "settings");
  @TempDir private Path folder;

  private Path copy(String name) throws IOException {
    Path copy = folder.resolve(name);
    Files.createDirectories(copy.getParent());
    AtomicFile.replace(copy, Files.readAllBytes(older.resolve(name)));
    return copy;
  }

  /** But for what did not exist then. */
  private void assertSame(String name) throws IOException {
    assertEquals(
        Files.readString(older.resolve(name)),
        Files.readString(folder.resolve(name)).replace("network.s3Endpoint=auto\n", ""));
  }

  @Test
  void settings() throws IOException {
    Settings expected =
        new Settings(
            OptionalLong.of(1L << 30),
            new DownloadSettings(
                OptionalInt.of(12),
                OptionalLong.of(20_000_000),
                99,
                1 << 20,
                false,
                Optional.of(Duration.ofMinutes(10))),
            Durability.NONE,
            new NetworkSettings(
                Optional.of(URI.create("http://proxy.example.org:3128")),
                Optional.of(Path.of("/etc/our ca.pem")),
                Optional.empty()),
            Optional.of(Path.of("/scratch/our volumes")),
            SourceChoice.CACHE_ONLY,
            Theme.DARK,
            Optional.of(new WindowPlace(-10.5, 20, 1280, 720, true)),
            new WindowLayout(
                false, true, 0.25, 0.75, new PaneLook(false, true, true, false, true, true), true),
            List.of("/data/a = b.json", "http://example.org/ü?x=1#y", "C:\\data\\v.json"),
            Consents.NONE
                .with(Path.of("/data/a.json"), Path.of("/big/disk"))
                .with(Path.of("/data/a.json"), Path.of("/other disk")));
    SettingsFile file = new SettingsFile(copy("settings.properties"));
    assertEquals(expected, file.load());
    file.save(file.load());
    assertSame("settings.properties");
    SettingsFile defaults = new SettingsFile(copy("defaults.properties"));
    assertEquals(Settings.DEFAULT, defaults.load());
    defaults.save(Settings.DEFAULT);
    assertSame("defaults.properties");
  }

  @Test
  void session() throws IOException {
    Session expected =
        new Session(
            List.of(
                new Session.Entry(
                    Optional.of("/data/a = ü.json"), true, 1, new Tones(-1.5, 255, "GREY", false)),
                new Session.Entry(Optional.empty(), false, 0.25, new Tones(0, 1e-7, "FIRE", true))),
            Optional.of(ViewPlace.of(new long[] {1, 2, 3}, new double[] {0.5, 1e9, 3}, 0.0625)),
            Optional.of("XY"),
            Optional.of(new Session.Corner(-1920, 33.5)),
            OptionalDouble.of(0.75),
            Optional.empty());
    SessionFile file = new SessionFile(copy("session.properties"));
    assertEquals(new Loaded<>(List.of(expected), Optional.empty()), file.load());
    file.save(List.of(expected));
    assertSame("session.properties");
  }

  @Test
  void bookmarks() throws IOException {
    List<Bookmark> expected =
        List.of(
            new Bookmark(
                "synapse = #1 ü\n",
                ViewPlace.of(new long[] {1, 2}, new double[] {1.5, 2}, 1.5),
                new Tones(0, 255, "GREY", false),
                Optional.empty()),
            new Bookmark(
                "box",
                ViewPlace.of(new long[] {3, 2}, new double[] {3.5, 2}, 1.5),
                new Tones(-1e-9, 1e300, "FIRE", true),
                Optional.of(Bookmark.Box.of(new long[] {3, 0}, new long[] {8, 9}))));
    String name = "bookmarks/_fib25-9b4add963e0583cd.properties";
    copy(name);
    BookmarkFiles files = new BookmarkFiles(folder.resolve("bookmarks"));
    assertEquals(new Loaded<>(expected, Optional.empty()), files.load(VOLUME));
    files.save(VOLUME, expected);
    assertSame(name);
  }

  @Test
  void credentials() throws IOException {
    Path path = copy("credentials.properties");
    CredentialsFile file = new CredentialsFile(path);
    assertEquals(
        Map.of(
            "data.example.org",
            new CredentialLine(Kind.BASIC, "anna", "a:b = ü#!\\"),
            "other.org:8443",
            new CredentialLine(Kind.HEADER, "X-Api-Key", "k e y"),
            "third.org",
            new CredentialLine(Kind.BEARER, "", "token")),
        file.lines());
    file.change(Map.of());
    assertSame("credentials.properties");
  }
}

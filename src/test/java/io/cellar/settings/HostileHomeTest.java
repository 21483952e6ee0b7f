package io.cellar.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of the user's own that are none, or far too long. */
@DisabledOnOs(OS.WINDOWS)
class HostileHomeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir private Path folder;

  private Path put(String kind, Path file) throws Exception {
    Files.createDirectories(file.getParent());
    switch (kind) {
      case "pipe" -> new ProcessBuilder("mkfifo", file.toString()).start().waitFor();
      case "folder" -> Files.createDirectory(file);
      case "device" -> Files.createSymbolicLink(file, Path.of("/dev/zero"));
      case "terabyte" -> {
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
          sparse.setLength(1L << 40);
        }
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      }
      default -> throw new IllegalArgumentException(kind);
    }
    return file;
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipe", "folder", "device", "terabyte"})
  void theDefaultsHoldAndTheOddOneIsKeptAside(String kind) throws Exception {
    Path settings = put(kind, folder.resolve("settings"));
    Path session = put(kind, folder.resolve("session"));
    assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          SettingsFile file = new SettingsFile(settings);
          assertEquals(Settings.DEFAULT, file.load());
          file.save(Settings.DEFAULT);
          assertTrue(Files.isRegularFile(settings, LinkOption.NOFOLLOW_LINKS));
          Loaded<List<Session>> kept = new SessionFile(session).load();
          assertEquals(List.of(), kept.value());
          assertTrue(kept.broken().isPresent());
        });
    assertTrue(Files.exists(folder.resolve("settings.damaged"), LinkOption.NOFOLLOW_LINKS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pipe", "folder", "device", "terabyte"})
  void bookmarksAndCredentialsAreReadFromFilesOnly(String kind) throws Exception {
    BookmarkFiles bookmarks = new BookmarkFiles(folder.resolve("bookmarks"));
    bookmarks.save("/a/b.json", List.of());
    Path file;
    try (var files = Files.list(folder.resolve("bookmarks"))) {
      file = files.findFirst().orElseThrow();
    }
    Files.delete(file);
    put(kind, file);
    Path credentials = put(kind, folder.resolve("credentials"));
    assertTimeoutPreemptively(
        PATIENCE,
        () -> {
          assertTrue(bookmarks.load("/a/b.json").broken().isPresent());
          IOException e =
              assertThrows(IOException.class, () -> new CredentialsFile(credentials).entries());
          assertTrue(e.getMessage().contains(credentials.toString()), e.getMessage());
        });
  }

  @Test
  void aLinkOfTheUsersIsFollowedToAFileAndNeverOverADevice() throws Exception {
    Path real = folder.resolve("real");
    new SettingsFile(real).save(Settings.DEFAULT.withTheme(Theme.LIGHT));
    Path link = Files.createSymbolicLink(folder.resolve("link"), real);
    assertEquals(Theme.LIGHT, new SettingsFile(link).load().theme());
    new SettingsFile(link).save(Settings.DEFAULT.withTheme(Theme.DARK));
    assertTrue(Files.isSymbolicLink(link));
    assertEquals(Theme.DARK, new SettingsFile(real).load().theme());
    Path pipe = put("pipe", folder.resolve("pipe"));
    Path toPipe = Files.createSymbolicLink(folder.resolve("to-pipe"), pipe);
    assertThrows(IOException.class, () -> new SettingsFile(toPipe).save(Settings.DEFAULT));
    assertFalse(Files.isRegularFile(pipe));
  }

  @Test
  void manyConsentsAreReadInNoTime() throws Exception {
    StringBuilder text = new StringBuilder();
    for (int n = 0; n < 40_000; n++) {
      text.append("consent.").append(n).append(".description=/d").append(n).append('\n');
      text.append("consent.").append(n).append(".folder=/f").append('\n');
    }
    Path file = Files.writeString(folder.resolve("many"), text);
    assertTimeoutPreemptively(
        PATIENCE,
        () -> assertEquals(40_000, new SettingsFile(file).load().consents().given().size()));
  }
}

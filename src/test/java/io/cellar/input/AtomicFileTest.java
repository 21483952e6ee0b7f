package io.cellar.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir private Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void aFileIsMadeAndReplaced() throws IOException {
    Path file = folder.resolve("a");
    AtomicFile.replace(file, new byte[] {1, 2});
    AtomicFile.replace(file, new byte[] {3});
    assertArrayEquals(new byte[] {3}, Files.readAllBytes(file));
    assertEquals(List.of("a"), names());
    assertThrows(
        NoSuchFileException.class,
        () -> AtomicFile.replace(folder.resolve("none/a"), new byte[] {1}));
  }

  @Test
  void whenItFailsTheOldOneStandsAndNothingIsLeft() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "old");
    IOException full = new IOException("no room");
    IOException thrown =
        assertThrows(
            IOException.class,
            () ->
                AtomicFile.replace(
                    file,
                    part -> {
                      Files.writeString(part, "ne");
                      assertEquals("old", Files.readString(file));
                      throw full;
                    }));
    assertEquals(full, thrown);
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("a"), names());
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLinkIsReplacedAndNotFollowedAndTheFileIsItsOwnersAlone() throws IOException {
    Path other = Files.writeString(folder.resolve("other"), "other");
    Path file = Files.createSymbolicLink(folder.resolve("a"), other);
    AtomicFile.replace(file, new byte[] {1});
    assertFalse(Files.isSymbolicLink(file));
    assertEquals("other", Files.readString(other));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void aFolderOfThatNameStays() throws IOException {
    Path file = Files.createDirectory(folder.resolve("a"));
    Files.writeString(file.resolve("in it"), "");
    assertThrows(IOException.class, () -> AtomicFile.replace(file, new byte[] {1}));
    assertTrue(Files.exists(file.resolve("in it")));
    assertEquals(List.of("a"), names());
  }
}

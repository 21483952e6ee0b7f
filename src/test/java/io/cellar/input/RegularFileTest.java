package io.cellar.input;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class RegularFileTest {
  @TempDir private Path folder;

  @Test
  void noMoreThanTheLimitIsRead() throws Exception {
    Path file = Files.write(folder.resolve("f"), new byte[] {1, 2, 3, 4});
    assertArrayEquals(new byte[] {1, 2, 3}, RegularFile.read(file, 3));
    assertArrayEquals(new byte[] {1, 2, 3, 4}, RegularFile.read(file, 4));
    assertArrayEquals(new byte[] {1, 2, 3, 4}, RegularFile.read(file, 1 << 20));
  }

  @Test
  void aFolderIsNoFileAndNothingIsNone() {
    var e = assertThrows(RegularFile.NotRegularException.class, () -> RegularFile.read(folder, 10));
    assertEquals("is a folder, not a file", e.getReason());
    assertThrows(NoSuchFileException.class, () -> RegularFile.read(folder.resolve("g"), 10));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aPipeIsNotOpenedAndALinkOnlyWhereItIsAccepted() throws Exception {
    Path pipe = folder.resolve("pipe");
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    assertThrows(RegularFile.NotRegularException.class, () -> RegularFile.read(pipe, 10));
    Path file = Files.write(folder.resolve("f"), new byte[] {1});
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    assertArrayEquals(new byte[] {1}, RegularFile.read(link, 10));
    assertThrows(
        RegularFile.NotRegularException.class,
        () -> RegularFile.read(link, 10, LinkOption.NOFOLLOW_LINKS));
    Path toPipe = Files.createSymbolicLink(folder.resolve("to-pipe"), pipe);
    assertThrows(RegularFile.NotRegularException.class, () -> RegularFile.read(toPipe, 10));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void aFileWithoutALengthIsReadToItsEnd() throws Exception {
    Path file = Path.of("/proc/self/limits");
    assertEquals(0, Files.size(file));
    String text = new String(RegularFile.read(file, 1 << 20), StandardCharsets.US_ASCII);
    assertTrue(text.lines().count() > 10, text);
    assertTrue(text.endsWith("\n"), text);
  }
}

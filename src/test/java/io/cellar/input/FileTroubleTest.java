package io.cellar.input;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FileTroubleTest {
  private static final Path FILE = Path.of("out", "o.npy");

  static Stream<IOException> failures() {
    return Stream.of(
        new IOException("No space left on device"),
        new IOException("File too large"),
        new IOException(),
        new FileSystemException(FILE.toString()),
        new FileSystemException(FILE.toString(), null, "Read-only file system"),
        new NoSuchFileException(FILE.toString()),
        new DirectoryNotEmptyException(FILE.toString()),
        new AccessDeniedException(FILE.toString()));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void oneSentenceWithTheReasonFirstAndTheNameOnce(IOException failure) {
    String words = FileTrouble.notWritten(FILE, failure);
    assertFalse(words.startsWith(FILE.toString()), words);
    assertEquals(2, words.split(java.util.regex.Pattern.quote(FILE.toString()), -1).length, words);
    assertFalse(words.contains("Exception") || words.contains("null"), words);
    assertEquals(1, words.lines().count(), words);
  }

  @Test
  void aFullDiskIsFoundInsideWhatAWriterSays() {
    IOException inner = new IOException("No space left on device");
    IOException outer = new IOException("I/O error writing PNG file!", inner);
    assertTrue(FileTrouble.isFull(outer));
    assertTrue(FileTrouble.notWritten(FILE, outer).startsWith("the disk or the quota is full: "));
  }

  @Test
  void aFileThatMayNotBeSoLongHasNoRoomThoughTheDiskIsNotFull() {
    IOException tooLarge = new IOException("File too large");
    assertTrue(FileTrouble.isNoRoom(tooLarge));
    assertFalse(FileTrouble.isFull(tooLarge));
  }
}

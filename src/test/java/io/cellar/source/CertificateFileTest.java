package io.cellar.source;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.cellar.input.RegularFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class CertificateFileTest {
  @Test
  @DisabledOnOs(OS.WINDOWS)
  void pipesDevicesAndFoldersAreNotRead(@TempDir Path folder) throws Exception {
    Path pipe = folder.resolve("pipe.pem");
    new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
    Path zero = Files.createSymbolicLink(folder.resolve("zero.pem"), Path.of("/dev/zero"));
    for (Path file : new Path[] {pipe, zero, folder}) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(60),
          () ->
              assertThrows(
                  RegularFile.NotRegularException.class, () -> CertificateFile.check(file)));
    }
  }
}

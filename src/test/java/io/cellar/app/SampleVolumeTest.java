package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleVolumeTest {
  @TempDir Path folder;

  /** What was begun with it could not go on with another description. */
  @Test
  void itIsTheSameAtTheNextStartUnlessItsPortIsTaken() throws Exception {
    String first;
    try (SampleVolume sample = new SampleVolume(folder)) {
      assertTrue(sample.has(folder.resolve("tissue/tissue.json")));
      first = Files.readString(sample.description());
      assertTrue(sample.is(sample.description()) && sample.has(sample.description()));
    }
    try (SampleVolume again = new SampleVolume(folder)) {
      assertEquals(first, Files.readString(again.description()));
      try (SampleVolume beside = new SampleVolume(folder)) {
        assertNotEquals(first, Files.readString(beside.description()));
      }
    }
    Files.writeString(folder.resolve("port"), "no number\n");
    try (SampleVolume again = new SampleVolume(folder)) {
      assertTrue(Files.readString(again.description()).contains("http://127.0.0.1:"));
    }
  }
}

package io.cellar.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
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
    awaitFree(Integer.parseInt(Files.readString(folder.resolve("port"))));
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

  /** A socket that somebody waits at is closed a moment later, unless its process ends. */
  private static void awaitFree(int port) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      try (ServerSocket socket = new ServerSocket()) {
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
        return;
      } catch (IOException e) {
        if (System.nanoTime() - deadline > 0) {
          throw e;
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
      }
    }
  }
}

package io.cellar.job.work;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Which process holds a connection, as Linux tells in {@code /proc}. */
final class Peers {
  private Peers() {}

  /** Number of the process that has connected from a port to another of this computer; 0: gone. */
  static long process(int from, int to) throws IOException {
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      Path file = Path.of(table);
      if (!Files.exists(file)) {
        continue;
      }
      for (String line : Files.readAllLines(file)) {
        String[] words = line.strip().split(" +");
        if (words.length > 9
            && words[1].endsWith(":%04X".formatted(from))
            && words[2].endsWith(":%04X".formatted(to))) {
          return holder("socket:[" + words[9] + "]").orElse(0L);
        }
      }
    }
    return 0;
  }

  private static Optional<Long> holder(String socket) throws IOException {
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : processes) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
          for (Path each : open) {
            if (Files.readSymbolicLink(each).toString().equals(socket)) {
              return Optional.of(Long.parseLong(process.getFileName().toString()));
            }
          }
        } catch (IOException _) {
          continue; // it has just ended, or is another user's
        }
      }
    }
    return Optional.empty();
  }
}

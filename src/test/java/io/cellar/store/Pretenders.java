package io.cellar.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a stranger may put where a file or folder of the cache is expected. */
enum Pretenders {
  /** To the entry of the same name in another cache. */
  LINK,
  DANGLING_LINK,
  LINK_TO_FOLDER,
  ENDLESS_DEVICE,
  PIPE,
  FOLDER;

  /** The kinds that this system can make. */
  static List<Pretenders> here() {
    return Files.exists(Path.of("/dev/zero")) ? List.of(values()) : List.of(FOLDER);
  }

  /** Puts it in the place of what has the name. */
  void take(Path name, Path twin, Path outside) throws Exception {
    remove(name);
    Files.createDirectories(name.getParent());
    switch (this) {
      case LINK -> Files.createSymbolicLink(name, twin);
      case DANGLING_LINK -> Files.createSymbolicLink(name, outside.resolve("nothing"));
      case LINK_TO_FOLDER -> Files.createSymbolicLink(name, outside);
      case ENDLESS_DEVICE -> Files.createSymbolicLink(name, Path.of("/dev/zero"));
      case PIPE -> new ProcessBuilder("mkfifo", name.toString()).start().waitFor();
      case FOLDER -> Files.writeString(Files.createDirectory(name).resolve("keep.txt"), "theirs");
    }
  }

  private static void remove(Path name) throws IOException {
    if (Files.exists(name)) {
      try (Stream<Path> all = Files.walk(name)) {
        for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
  }

  /** Every entry below a folder: time of change and content. */
  static Map<String, String> snapshot(Path folder) throws IOException {
    Map<String, String> entries = new TreeMap<>();
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.toList()) {
        String content =
            Files.isRegularFile(each)
                ? " " + java.util.Arrays.hashCode(Files.readAllBytes(each))
                : "";
        entries.put(folder.relativize(each).toString(), Files.getLastModifiedTime(each) + content);
      }
    }
    return entries;
  }
}

package io.cellar.source.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.cellar.source.chunked.Found.Choice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading everything leaves the user's folder as it was: no file more, none changed. */
class UntouchedFilesTest {
  @TempDir Path folder;

  @Test
  void theTreeIsTheSameAfterAllWasRead() throws Exception {
    copy(LocalSamples.FOLDER, folder.resolve("one"));
    copy(LocalSamples.BDV, folder.resolve("two"));
    TreeMap<String, String> before = tree();
    int levels = 0;
    List<Future<?>> readers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (String name : before.keySet()) {
        Optional<Hdf5Location> location = Hdf5Location.find(folder.resolve(name).toString());
        for (LocalImage image : location.isEmpty() ? List.<LocalImage>of() : all(location.get())) {
          for (LocalLevel level : image.levels()) {
            levels++;
            readers.add(threads.submit(() -> LocalSamples.read(level)));
          }
        }
      }
      for (Future<?> reader : readers) {
        reader.get();
      }
    }
    assertTrue(levels > 30, "only " + levels + " levels");
    assertEquals(before, tree());
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectory(to);
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.toList()) {
        Path copy = Files.copy(file, to.resolve(file.getFileName()));
        Files.setLastModifiedTime(copy, FileTime.fromMillis(1_600_000_000_000L));
      }
    }
  }

  private static List<LocalImage> all(Hdf5Location location) throws IOException {
    List<LocalImage> images = new ArrayList<>();
    LocalFound found;
    try {
      found = Hdf5Files.find(location);
    } catch (IOException e) {
      assertTrue(location.file().endsWith("nothing.nxs"), e.getMessage());
      return images;
    }
    if (found instanceof LocalFound.Image(LocalImage image)) {
      images.add(image);
    } else if (found instanceof LocalFound.Several several) {
      for (Choice choice : several.choices()) {
        images.addAll(all(new Hdf5Location(location.file(), Optional.of(choice.path()))));
      }
    }
    return images;
  }

  /** Size, time and content of every file by its name. */
  private TreeMap<String, String> tree() throws Exception {
    TreeMap<String, String> tree = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        String content = "folder";
        if (Files.isRegularFile(file)) {
          byte[] bytes = Files.readAllBytes(file);
          content =
              HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                  + " "
                  + bytes.length;
        }
        tree.put(
            folder.relativize(file).toString(), content + " " + Files.getLastModifiedTime(file));
      }
    }
    return tree;
  }
}

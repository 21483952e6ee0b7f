package io.cellar.session;

import io.cellar.input.PrintableText;
import io.cellar.source.local.NotAVolume;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says what a folder holds in which no image was found. Touches the disk. */
final class FolderContents {
  private static final Pattern BLOCKS = Pattern.compile("[txyzc]_[0-9]{8,}");
  private static final List<String> IMAGES =
      List.of(".h5", ".hdf5", ".hdf", ".ilp", ".mat", ".nc", ".xml", ".json", ".cellar");
  private static final int MOST_FILES = 1000;
  private static final int MOST_NAMED = 5;

  private FolderContents() {}

  /** True for a folder with blocks of a cache in it. */
  static boolean isCache(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children
          .map(child -> child.getFileName().toString())
          .anyMatch(name -> name.equals(".cellar") || BLOCKS.matcher(name).matches());
    }
  }

  /** Why the folder is no image, and what is to be done, in one line. */
  static String words(Path folder) throws IOException {
    TreeSet<String> files = new TreeSet<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, Files::isRegularFile)) {
      for (Path child : children) {
        if (files.size() == MOST_FILES) {
          break;
        }
        String name = child.getFileName().toString();
        if (!name.startsWith(".")) {
          files.add(name);
        }
      }
    }
    List<String> likely = files.stream().filter(FolderContents::mayBeImage).toList();
    if (!likely.isEmpty()) {
      String named = String.join(", ", likely.subList(0, Math.min(MOST_NAMED, likely.size())));
      return PrintableText.of(
          "no image is this folder by itself, open one of the files in it: "
              + named
              + (likely.size() > MOST_NAMED ? " and others" : ""));
    }
    return files.isEmpty()
        ? "no image is in this folder, nor right below it"
        : "no image is in this folder. "
            + NotAVolume.message(folder.resolve(files.first()))
                .replace(folder.resolve(files.first()).toString(), files.first());
  }

  private static boolean mayBeImage(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    return IMAGES.stream().anyMatch(name::endsWith);
  }
}

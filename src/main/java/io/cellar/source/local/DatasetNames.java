package io.cellar.source.local;

import io.cellar.input.PrintableText;
import java.nio.file.Path;

/** What to call images of files. */
final class DatasetNames {
  private DatasetNames() {}

  /** The name of a file without its ending, for people. */
  static String stem(Path file) {
    return PrintableText.of(rawStem(file), 200);
  }

  /** The name of a file without its ending. */
  static String rawStem(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  /** The last part of a path in a file. */
  static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}

package io.cellar.description;

import java.nio.file.Path;
import java.util.Locale;

/** What files of descriptions are called. Computes only. */
public final class DescriptionName {
  private static final String JSON = ".json";

  /** Descriptions that a desktop opens with this program; nothing else has this ending. */
  private static final String DOCUMENT = ".cellar";

  private DescriptionName() {}

  /** True for a name, or a path, that a description has: {@code .json} or {@code .cellar}. */
  public static boolean isOne(String path) {
    return path.toLowerCase(Locale.ROOT).endsWith(JSON) || isDocument(path);
  }

  /** True for the name of a document of this program: {@code NAME.cellar}. */
  public static boolean isDocument(Path file) {
    return isDocument(file.toString());
  }

  private static boolean isDocument(String path) {
    String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    return name.length() > DOCUMENT.length() && name.toLowerCase(Locale.ROOT).endsWith(DOCUMENT);
  }
}

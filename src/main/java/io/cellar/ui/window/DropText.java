package io.cellar.ui.window;

import io.cellar.input.Location;
import java.io.File;
import java.util.List;
import java.util.regex.Pattern;

/** What was dropped or pasted, as locations of images and descriptions. Toolkit-free. */
final class DropText {
  private static final int MOST = 20;

  /** How addresses begin, and what is said of a format before one or before a path. */
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)(?:file:/|cellar:\\S|(?:s3|gs)://[^/]|(?:zarr[23]?|n5|precomputed)://\\S).*",
          Pattern.DOTALL);

  private DropText() {}

  /**
   * The locations.
   *
   * @param files dropped files, may be null
   * @param url a dropped URL, may be null
   * @param text dropped text, may be null: each line that is an address counts
   */
  static List<String> locations(List<File> files, String url, String text) {
    if (files != null && !files.isEmpty()) {
      return files.stream().map(File::getPath).limit(MOST).toList();
    }
    if (url != null && isAddress(url)) {
      return List.of(url.strip());
    }
    return text == null
        ? List.of()
        : text.lines().map(String::strip).filter(DropText::isAddress).limit(MOST).toList();
  }

  /** True for what begins as an address of a file, of the web or of a bucket does. */
  private static boolean isAddress(String text) {
    return Location.isAddress(text) || NAMED.matcher(text.strip()).matches();
  }
}

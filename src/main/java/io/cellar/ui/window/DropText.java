package io.cellar.ui.window;

import io.cellar.input.Location;
import java.io.File;
import java.util.List;

/** What was dropped or pasted, as places of descriptions. Toolkit-free. */
final class DropText {
  private static final int MOST = 20;

  private static final String FILE = "file:/";

  private DropText() {}

  /**
   * The places.
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

  /** True for what has the scheme of an address of a file or on the web. */
  private static boolean isAddress(String text) {
    return Location.isAddress(text) || text.strip().regionMatches(true, 0, FILE, 0, FILE.length());
  }
}

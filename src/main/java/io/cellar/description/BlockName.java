package io.cellar.description;

import io.cellar.input.PrintableText;
import io.cellar.volume.PythonFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A {@code block_file_name_format} cut into the file's name and the dataset inside it.
 *
 * <p>Cut after the last occurrence of the extension whose first occurrence is furthest right, as
 * the originals do, such as {@code block-{roiString}.h5} and {@code /cube}.
 *
 * @param fileName template of the file's name, with {@code {roiString}}
 * @param dataset path in the file, with a leading slash
 */
record BlockName(PythonFormat fileName, String dataset) {
  private static final List<String> EXTENSIONS = List.of(".h5", ".hdf5", ".ilp", ".npz", ".n5");
  private static final Set<String> FIELDS = Set.of("roiString");

  /** Room for what is put around a name: {@code .<name>.<pid>-<n>.part}. */
  private static final int LONGEST_NAME_BYTES = 255 - 35;

  private static final Pattern RESERVED =
      Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])[ ]*(\\..*)?");

  /**
   * Cuts and checks a template.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static BlockName parse(String template) {
    PythonFormat whole = PythonFormat.parse(template);
    if (!whole.fields().equals(FIELDS)) {
      throw new IllegalArgumentException(
          "must contain {roiString} and no other field, found " + whole.fields());
    }
    int cut = cut(template);
    String path = template.substring(cut);
    if (cut == 0 || !path.startsWith("/") || path.length() < 2) {
      throw new IllegalArgumentException(
          "must be a file name, one of the extensions "
              + String.join(" ", EXTENSIONS)
              + " and the path of the dataset, such as block-{roiString}.h5/cube");
    }
    PythonFormat fileName = PythonFormat.parse(template.substring(0, cut));
    if (!fileName.fields().equals(FIELDS) || !PythonFormat.parse(path).fields().isEmpty()) {
      throw new IllegalArgumentException(
          "{roiString} must stand in the file's name, before the extension");
    }
    return new BlockName(fileName, PythonFormat.parse(path).format(Map.of()));
  }

  private static int cut(String template) {
    String best = "";
    int rightmost = -1;
    for (String extension : EXTENSIONS) {
      int first = template.indexOf(extension);
      if (first > rightmost) {
        rightmost = first;
        best = extension;
      }
    }
    return rightmost < 0 ? 0 : template.lastIndexOf(best) + best.length();
  }

  /**
   * Checks that a name that the template makes is one plain file name on every system.
   *
   * @throws IllegalArgumentException saying what is wrong with it
   */
  static void requirePlain(String name) {
    if (name.contains("/") || name.contains("\\") || name.contains("..")) {
      throw new IllegalArgumentException(
          "may have no folder and no \"..\" before the extension: it makes " + Quoting.quote(name));
    }
    if (name.codePoints().anyMatch(PrintableText::isInvisible)) {
      throw new IllegalArgumentException(
          "has control or direction characters: it makes " + Quoting.quote(name));
    }
    if (RESERVED.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "makes " + Quoting.quote(name) + ", a name of a device on Windows");
    }
    int bytes = name.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    if (bytes > LONGEST_NAME_BYTES) {
      throw new IllegalArgumentException(
          "makes file names of " + bytes + " bytes: at most " + LONGEST_NAME_BYTES + " fit");
    }
  }
}

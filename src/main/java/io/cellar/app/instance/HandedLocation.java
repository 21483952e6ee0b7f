package io.cellar.app.instance;

import io.cellar.input.PrintableText;
import io.cellar.input.Redaction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A location as one process can say it to another: it means the same in any working folder, and is
 * one line. Computes only; whether there is anything to open is looked at by whoever opens it.
 */
final class HandedLocation {
  private static final String LINK = "cellar:";

  /** What a location is said to be, in front of it. */
  private static final Pattern PREFIX =
      Pattern.compile("(?i)((?:zarr|zarr2|zarr3|n5|precomputed)://)(.+)", Pattern.DOTALL);

  /** What may stand behind a path: a step that Neuroglancer knows, and the indices' separator. */
  private static final Pattern BEHIND =
      Pattern.compile(
          "(?i)(?:\\|(?:zarr[23]?|n5|(?:neuroglancer-)?precomputed|zip|gzip|ocdbt|icechunk|nifti|"
              + "json|byte-range|auto)(?:[:|#].*)?)?(?:[#?]dimension_separator=[./])?$",
          Pattern.DOTALL);

  private static final Pattern ADDRESS =
      Pattern.compile("(?i)(?:https?|s3|gs)://.+", Pattern.DOTALL);
  private static final Pattern SCHEME =
      Pattern.compile("(?i)[a-z][a-z0-9+.-]+://.*", Pattern.DOTALL);
  private static final Pattern FILE = Pattern.compile("(?i)file:(.*)", Pattern.DOTALL);
  private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:[\\\\/].*", Pattern.DOTALL);
  private static final int LONGEST_SHOWN = 120;

  private HandedLocation() {}

  /**
   * A location as it can be handed over: a relative path becomes an absolute one, a path whose name
   * has line ends or other control characters in it a {@code file:} address.
   *
   * @param typed as {@code cellar open} takes it
   * @param here the absolute folder that relative paths start from
   */
  static String absolute(String typed, Path here) {
    String text = typed.strip();
    if (text.isEmpty() || isLink(text)) {
      return text;
    }
    Matcher prefix = PREFIX.matcher(text);
    String before = prefix.matches() ? prefix.group(1) : "";
    String rest = text.substring(before.length());
    if (isRemote(rest)) {
      return text;
    }
    Matcher file = FILE.matcher(rest);
    if (file.matches()) {
      if (file.group(1).startsWith("/")) {
        return text;
      }
      rest = file.group(1);
    }
    Matcher behind = BEHIND.matcher(rest);
    int end = behind.find() ? behind.start() : rest.length();
    String path = rest.substring(0, end);
    if (!isAbsolute(path)) {
      String folder = here.toString();
      String separator = here.getFileSystem().getSeparator();
      path = folder + (folder.endsWith(separator) ? "" : separator) + path;
    }
    return before + (hasControls(path) ? fileAddress(path) : path) + rest.substring(end);
  }

  /** An address of whatever server; those that cannot be opened are refused by whoever opens. */
  private static boolean isRemote(String text) {
    return SCHEME.matcher(text).matches() && !FILE.matcher(text).matches();
  }

  /** What is not plain is percent-encoded; the colon in front of a dataset stays one. */
  private static String fileAddress(String path) {
    StringBuilder out = new StringBuilder("file://");
    if (!path.startsWith("/")) {
      out.append('/'); // of a drive
    }
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || "/:._-~".indexOf(c) >= 0);
      out.append(plain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", b & 0xff));
    }
    return out.toString();
  }

  /**
   * Why a location is not taken from another process; empty if it is: one line, and an absolute
   * path, a {@code file:} address of this computer, a server's address, or a link of Cellar's.
   */
  static Optional<String> problem(String text) {
    if (text.isBlank()) {
      return Optional.of("a location is empty");
    }
    if (hasControls(text)) {
      return Optional.of("control characters may not stand in a location: " + shown(text));
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      return Optional.of("the name cannot be written as UTF-8: " + shown(text));
    }
    if (text.startsWith("-")) {
      return Optional.of("options are not taken, expected locations only: " + shown(text));
    }
    if (isLink(text)) {
      return Optional.empty();
    }
    Matcher prefix = PREFIX.matcher(text);
    String place = prefix.matches() ? prefix.group(2) : text;
    Matcher file = FILE.matcher(place);
    if (file.matches() ? file.group(1).startsWith("/") : isAbsolute(place)) {
      return Optional.empty();
    }
    if (ADDRESS.matcher(place).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        "neither an absolute path nor an address that can be opened: " + shown(text));
  }

  private static boolean isLink(String text) {
    return text.regionMatches(true, 0, LINK, 0, LINK.length());
  }

  private static boolean hasControls(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  /** By its form alone: what stands behind a colon need not be a path's name on this system. */
  private static boolean isAbsolute(String path) {
    return Path.of("").getFileSystem().getSeparator().equals("/")
        ? path.startsWith("/")
        : DRIVE.matcher(path).matches() || path.startsWith("\\\\");
  }

  private static String shown(String text) {
    return PrintableText.of(Redaction.address(text), LONGEST_SHOWN);
  }
}

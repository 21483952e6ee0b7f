package io.cellar.source.probe;

import io.cellar.input.Redaction;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a user types to name a volume, taken apart: where it is, what format it is said to be, and
 * which of several things at that place is meant. Takes plain addresses and paths, {@code s3://}
 * and {@code gs://}, and Neuroglancer's two spellings, {@code zarr://URL} and {@code
 * URL|zarr:path}. Computes only.
 *
 * @param place address or path without the rest, as typed
 * @param format what it is said to be; empty: to be found out
 * @param path from the place to what is meant, no slashes at its ends; empty for the place itself
 * @param separator between the indices of a chunk of Zarr v2, where it is told
 */
public record VolumeLocation(
    String place, Optional<Format> format, String path, Optional<String> separator) {

  /** What a location may be said to be. */
  public enum Format {
    ZARR("zarr"),
    ZARR2("zarr2"),
    ZARR3("zarr3"),
    N5("n5"),
    PRECOMPUTED("precomputed");

    private final String word;

    Format(String word) {
      this.word = word;
    }

    /** As it stands in a location. */
    public String word() {
      return word;
    }
  }

  private static final Map<String, Format> WORDS =
      Map.of(
          "zarr", Format.ZARR,
          "zarr2", Format.ZARR2,
          "zarr3", Format.ZARR3,
          "n5", Format.N5,
          "precomputed", Format.PRECOMPUTED,
          "neuroglancer-precomputed", Format.PRECOMPUTED);

  private static final Pattern PREFIX =
      Pattern.compile("(?i)(zarr|zarr2|zarr3|n5|precomputed)://(.+)", Pattern.DOTALL);
  private static final Pattern STEP =
      Pattern.compile("([A-Za-z0-9+.-]+):?([^#]*)(#.*)?", Pattern.DOTALL);

  /** A step of an address; a name may have a bar in it too, but hardly a colon behind a word. */
  private static final Pattern ANY =
      Pattern.compile("(?i)\\|(?:[a-z0-9+-]+:|(?:zarr[23]?|n5|(?:neuroglancer-)?precomputed)$)");

  /** A step of a path, which may have any characters: one of those that Neuroglancer knows. */
  private static final Pattern KNOWN =
      Pattern.compile(
          "(?i)\\|(?:zarr[23]?|n5|(?:neuroglancer-)?precomputed|zip|gzip|ocdbt|icechunk|nifti|"
              + "json|byte-range|auto)(?:[:|#]|$)");

  private static final Pattern SEPARATOR = Pattern.compile("[#?]dimension_separator=([./])$");
  private static final Pattern ADDRESS =
      Pattern.compile("(?i)((?:https?|s3|gs)://[^/?#]*)([^?#]*)(\\?[^#]*)?(#.*)?", Pattern.DOTALL);

  private static final Pattern MULTISCALE = Pattern.compile("(|.*/)multiscales\\[(\\d{1,6})\\]");

  /** Files of metadata, which stand for their folder. */
  private static final List<String> METADATA =
      List.of(
          "zarr.json", ".zattrs", ".zgroup", ".zarray", ".zmetadata", "attributes.json", "info");

  /**
   * Takes a location apart. A {@link CellarLink} is none: whoever may open one asks its user first.
   *
   * @throws IllegalArgumentException saying in one sentence why it is none; the text is not quoted
   */
  public static VolumeLocation parse(String typed) {
    String text = typed.strip();
    if (CellarLink.isLink(text)) {
      throw new IllegalArgumentException(
          "links that begin with \"cellar:\" are for the window, expected the address behind it");
    }
    Optional<String> separator = Optional.empty();
    Matcher told = SEPARATOR.matcher(text);
    if (told.find()) {
      separator = Optional.of(told.group(1));
      text = text.substring(0, told.start());
    }
    Matcher prefix = PREFIX.matcher(text);
    if (prefix.matches()) {
      Format format = WORDS.get(prefix.group(1).toLowerCase(Locale.ROOT));
      return of(prefix.group(2), Optional.of(format), separator);
    }
    Matcher step = (ADDRESS.matcher(text).matches() ? ANY : KNOWN).matcher(text);
    return step.find()
        ? pipeline(text.substring(0, step.start()), text.substring(step.start() + 1), separator)
        : of(text, Optional.empty(), separator);
  }

  private static VolumeLocation pipeline(String url, String steps, Optional<String> separator) {
    if (steps.indexOf('|') >= 0) {
      throw new IllegalArgumentException(
          "a location of several steps is not read, expected one such as |zarr: or"
              + " |neuroglancer-precomputed:");
    }
    Matcher step = STEP.matcher(steps);
    String word = step.matches() ? step.group(1).toLowerCase(Locale.ROOT) : steps;
    Format format = WORDS.get(word);
    if (format == null) {
      throw new IllegalArgumentException(
          "\"|"
              + Redaction.message(word)
              + ":\" is not read (expected one of |zarr:, |zarr2:, |zarr3:, |n5:,"
              + " |neuroglancer-precomputed:)");
    }
    VolumeLocation place = of(url, Optional.of(format), separator);
    return new VolumeLocation(
        place.place, place.format, join(place.path, trimmed(step.group(2))), separator);
  }

  private static VolumeLocation of(
      String text, Optional<Format> format, Optional<String> separator) {
    Matcher m = ADDRESS.matcher(text);
    if (!m.matches()) {
      return new VolumeLocation(text, format, "", separator);
    }
    String path = m.group(2);
    String query = m.group(3) == null ? "" : m.group(3);
    int colon = path.lastIndexOf(':');
    String inner = colon > 0 ? path.substring(colon + 1) : "";
    String folder = withoutMetadata(colon > 0 ? path.substring(0, colon) : path);
    return new VolumeLocation(m.group(1) + folder + query, format, trimmed(inner), separator);
  }

  private static String withoutMetadata(String path) {
    int slash = path.lastIndexOf('/');
    return slash >= 0 && METADATA.contains(path.substring(slash + 1))
        ? path.substring(0, slash + 1)
        : path;
  }

  /** True for a file of metadata, which stands for the folder that it lies in. */
  public static boolean isMetadata(String fileName) {
    return METADATA.contains(fileName);
  }

  /** Which of several multi-scale images of one OME-Zarr group, if {@code path} ends with one. */
  public OptionalInt multiscale() {
    Matcher m = MULTISCALE.matcher(path);
    return m.matches() ? OptionalInt.of(Integer.parseInt(m.group(2))) : OptionalInt.empty();
  }

  /** The path of the folder that is meant: {@link #path} without what only names a part of it. */
  public String folder() {
    Matcher m = MULTISCALE.matcher(path);
    return m.matches() ? trimmed(m.group(1)) : path;
  }

  /** True when the place is fetched, false when it is something on a disk. */
  public boolean isAddress() {
    return ADDRESS.matcher(place).matches();
  }

  /**
   * The same place with what else is said of it, where that is said.
   *
   * @throws IllegalArgumentException if the format is none
   */
  public VolumeLocation said(Optional<String> word, Optional<String> indexSeparator) {
    Optional<Format> told = word.map(VolumeLocation::format);
    return new VolumeLocation(
        place, told.or(this::format), path, indexSeparator.or(this::separator));
  }

  private static Format format(String word) {
    Format format = WORDS.get(word.toLowerCase(Locale.ROOT));
    if (format == null) {
      throw new IllegalArgumentException(
          "format: expected one of zarr, zarr2, zarr3, n5, precomputed");
    }
    return format;
  }

  /**
   * As it can be typed: {@link #parse} makes this location of it again. With whatever secrets the
   * address carries.
   */
  public String text() {
    int query = isAddress() ? place.indexOf('?') : -1;
    String folder = query < 0 ? place : place.substring(0, query);
    return format.map(f -> f.word() + "://").orElse("")
        + folder
        + (path.isEmpty() ? "" : ":" + path)
        + (query < 0 ? "" : place.substring(query))
        + separator.map(s -> "#dimension_separator=" + s).orElse("");
  }

  /**
   * The same address, but the colon in it belongs to a name, and nothing in it is named by itself.
   * Empty for a path, whose colons are looked up on the disk, and where there is no colon.
   */
  public Optional<VolumeLocation> whole() {
    Matcher m = ADDRESS.matcher(place);
    if (path.isEmpty() || !m.matches()) {
      return Optional.empty();
    }
    String query = m.group(3) == null ? "" : m.group(3);
    String address = m.group(1) + withoutMetadata(m.group(2) + ":" + path) + query;
    return Optional.of(new VolumeLocation(address, format, "", separator));
  }

  /** The same place, and something below it. */
  public VolumeLocation at(String inner) {
    return new VolumeLocation(place, format, join(path, trimmed(inner)), separator);
  }

  /**
   * What is said of this location, of another place.
   *
   * @param inner from that place to where the path of this location begins
   */
  public VolumeLocation in(String otherPlace, String inner) {
    return new VolumeLocation(otherPlace, format, join(trimmed(inner), path), separator);
  }

  private static String join(String a, String b) {
    return a.isEmpty() || b.isEmpty() ? a + b : a + "/" + b;
  }

  private static String trimmed(String path) {
    return path.replaceAll("^/+|/+$", "");
  }
}

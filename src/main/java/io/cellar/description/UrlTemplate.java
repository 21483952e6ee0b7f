package io.cellar.description;

import io.cellar.input.Location;
import io.cellar.input.PrintableText;
import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import io.cellar.volume.PythonFormat;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks a {@code url_format}: where the blocks of a volume may be asked for. */
final class UrlTemplate {
  private static final int LONGEST = 8000;
  private static final Pattern FORM =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(?://([^/?#]*))?.*");

  /** Such a host is an IPv4 address in some spelling; only the plain one is taken. */
  private static final Pattern NUMBER_AT_END =
      Pattern.compile("(?:.*\\.)?(?:[0-9]+|0[xX][0-9a-fA-F]*)\\.?");

  private static final Pattern IPV4 =
      Pattern.compile("(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?:\\.(?!$)|$)){4}");

  private UrlTemplate() {}

  /**
   * Parses and checks a template.
   *
   * @param axes what its fields must fit; empty when the axes are not usable: then all but that is
   *     checked
   * @param far the longest coordinate along each axis, in axes order; one number for all axes when
   *     the volume's corners are not usable
   * @throws IllegalArgumentException saying what is wrong; never with a password in it
   */
  static PythonFormat parse(String text, Optional<Axes> axes, long[] far) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("longer than " + LONGEST + " characters");
    }
    if (text.codePoints().anyMatch(c -> c <= ' ' || PrintableText.isInvisible(c))) {
      throw new IllegalArgumentException("may have no blanks, line ends or control characters");
    }
    requireWeb(text);
    PythonFormat format = format(text);
    if (axes.isPresent()) {
      requireFields(format, axes.get());
      requireAddress(format.format(values(axes.get(), new long[] {0}, new long[] {1})));
      requireShort(format, axes.get(), far);
    }
    return format;
  }

  private static PythonFormat format(String text) {
    try {
      return PythonFormat.parse(text);
    } catch (IllegalArgumentException e) {
      int query = text.indexOf('?');
      PythonFormat.parse(query < 0 ? text : text.substring(0, query));
      throw query < 0
          ? e
          : new IllegalArgumentException("what follows the ? is not a valid template");
    }
  }

  /** A width in a field can make an address of any length. */
  private static void requireShort(PythonFormat format, Axes axes, long[] far) {
    String url = format.format(values(axes, far, far));
    if (url.length() > LONGEST || Location.Address.parse(url).uri().toString().length() > LONGEST) {
      throw new IllegalArgumentException(
          "makes addresses of more than "
              + LONGEST
              + " characters, which servers refuse; make the widths of its fields smaller");
    }
  }

  private static void requireWeb(String text) {
    Matcher m = FORM.matcher(text);
    String scheme = m.matches() ? m.group(1).toLowerCase(java.util.Locale.ROOT) : "";
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw new IllegalArgumentException(
          "must begin with http:// or https://"
              + (scheme.isEmpty() ? "" : ", found " + Quoting.quote(scheme + ":")));
    }
    String authority = m.group(2) == null ? "" : m.group(2);
    if (authority.contains("@")) {
      throw new IllegalArgumentException(
          "may hold no user name or password: give them in the settings for the host");
    }
    if (authority.matches(".*[{}\\\\%].*")) {
      throw new IllegalArgumentException(
          "the host must be written out, found " + Quoting.quote(authority));
    }
    if (text.contains("#")) {
      throw new IllegalArgumentException("may have no #: what follows it is never sent");
    }
    requireHost(scheme, authority);
  }

  private static void requireHost(String scheme, String authority) {
    try {
      URI uri = new URI(scheme + "://" + authority + "/").parseServerAuthority();
      String host = uri.getHost() == null ? "" : uri.getHost();
      boolean name = !NUMBER_AT_END.matcher(host).matches() || IPV4.matcher(host).matches();
      if (!host.isEmpty() && name && uri.getPort() <= 65535) {
        return;
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          Quoting.quote(authority) + " is not a host: " + e.getReason(), e);
    }
    throw new IllegalArgumentException(Quoting.quote(authority) + " is not a host");
  }

  private static void requireFields(PythonFormat format, Axes axes) {
    Set<String> allowed = new LinkedHashSet<>();
    Set<String> missing = new LinkedHashSet<>();
    for (Axis axis : axes.order()) {
      for (String end : new String[] {"_start", "_stop"}) {
        String field = axis.letter() + end;
        allowed.add(field);
        if (axis.isSpace() && !format.fields().contains(field)) {
          missing.add("{" + field + "}");
        }
      }
    }
    if (!missing.isEmpty()) {
      throw new IllegalArgumentException("must contain " + String.join(" ", missing));
    }
    Set<String> unknown = new LinkedHashSet<>(format.fields());
    unknown.removeAll(allowed);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "has fields that no axis of \"" + axes + "\" gives: " + unknown);
    }
  }

  /** A number per axis, or one for all. */
  private static Map<String, Long> values(Axes axes, long[] start, long[] stop) {
    Map<String, Long> values = new HashMap<>();
    for (int d = 0; d < axes.rank(); d++) {
      values.put(axes.get(d).letter() + "_start", start[Math.min(d, start.length - 1)]);
      values.put(axes.get(d).letter() + "_stop", stop[Math.min(d, stop.length - 1)]);
    }
    return values;
  }

  private static void requireAddress(String url) {
    if (url.codePoints().anyMatch(c -> c <= ' ' || PrintableText.isInvisible(c))) {
      throw new IllegalArgumentException("makes addresses with blanks: " + Quoting.quote(url));
    }
  }
}

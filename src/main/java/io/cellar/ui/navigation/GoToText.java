package io.cellar.ui.navigation;

import io.cellar.volume.Axes;
import io.cellar.volume.Axis;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads coordinates that were typed or pasted: x, y, z, then t and c as far as the volume has them,
 * with commas, semicolons, blanks or brackets between and around, or named as in {@code x=5 z=7}; a
 * link of Neuroglancer works too.
 */
public final class GoToText {
  private static final int LONGEST = 4000;
  private static final List<Axis> SPOKEN = List.of(Axis.X, Axis.Y, Axis.Z, Axis.T, Axis.C);
  private static final Pattern NUMBER = Pattern.compile("[-+]?\\d+(?:\\.\\d+)?");
  private static final Pattern PLAIN =
      Pattern.compile("[\\s(\\[{]*" + NUMBER + "(?:[\\s,;]+" + NUMBER + ")*[\\s)\\]},;]*");
  private static final Pattern NAMED =
      Pattern.compile("([txyzcTXYZC])\\s*[=:]?\\s*(" + NUMBER + ")");

  private GoToText() {}

  /**
   * The voxel that a text names. Axes that it leaves out stay where they are.
   *
   * @param text as typed
   * @param axes of the volume
   * @param from present position, in axes order
   * @return the voxel in axes order, perhaps outside the volume; empty when the text is no
   *     coordinate, or gives too few or too many numbers
   */
  public static Optional<long[]> parse(String text, Axes axes, long[] from) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    Optional<String> link = NeuroglancerLink.position(text);
    if (link.isPresent()) {
      return plain(link.get(), axes, from);
    }
    Matcher named = NAMED.matcher(text);
    if (named.find()) {
      return named(named, axes, from);
    }
    return PLAIN.matcher(text.strip()).matches() ? plain(text, axes, from) : Optional.empty();
  }

  private static Optional<long[]> named(Matcher match, Axes axes, long[] from) {
    long[] voxel = from.clone();
    do {
      int d = axes.indexOf(Axis.of(Character.toLowerCase(match.group(1).charAt(0))));
      if (d < 0) {
        return Optional.empty();
      }
      voxel[d] = voxel(match.group(2));
    } while (match.find());
    String rest = match.replaceAll("").replaceAll("[\\s,;()\\[\\]{}]", "");
    return rest.isEmpty() ? Optional.of(voxel) : Optional.empty();
  }

  private static Optional<long[]> plain(String text, Axes axes, long[] from) {
    List<Long> numbers = new ArrayList<>();
    Matcher match = NUMBER.matcher(text);
    while (match.find()) {
      numbers.add(voxel(match.group()));
    }
    List<Axis> spoken = SPOKEN.stream().filter(axes::has).toList();
    int space = (int) spoken.stream().filter(Axis::isSpace).count();
    if (numbers.size() < Math.max(1, space) || numbers.size() > spoken.size()) {
      return Optional.empty();
    }
    long[] voxel = from.clone();
    for (int n = 0; n < numbers.size(); n++) {
      voxel[axes.indexOf(spoken.get(n))] = numbers.get(n);
    }
    return Optional.of(voxel);
  }

  private static long voxel(String number) {
    return (long) Math.floor(Double.parseDouble(number));
  }

  /** The order in which coordinates are spoken: x, y, z, t, c, as far as the volume has them. */
  public static List<Axis> spokenOrder(Axes axes) {
    return SPOKEN.stream().filter(axes::has).toList();
  }

  /** A position with its letters, as it is shown: {@code x 5, y 6, z 7}. */
  public static String spoken(Axes axes, long[] position) {
    List<String> parts =
        spokenOrder(axes).stream().map(a -> a.letter() + " " + position[axes.indexOf(a)]).toList();
    return String.join(", ", parts);
  }

  /** A position as it is copied and can be typed: {@code 5, 6, 7}. */
  public static String format(Axes axes, long[] position) {
    List<String> numbers =
        spokenOrder(axes).stream().map(a -> Long.toString(position[axes.indexOf(a)])).toList();
    return String.join(", ", numbers);
  }

  /**
   * Finds the position in a link of Neuroglancer: the JSON after {@code #!} has it under {@code
   * position}, in older links under {@code voxelCoordinates}. The names were read in links that
   * Neuroglancer makes.
   */
  private static final class NeuroglancerLink {
    private static final Pattern POSITION =
        Pattern.compile("\"(?:position|voxelCoordinates)\"\\s*:\\s*\\[([-+.,\\s0-9eE_]{1,200})]");

    private NeuroglancerLink() {}

    /** The numbers between the brackets; empty when the text is no such link. */
    static Optional<String> position(String text) {
      int state = text.indexOf("#!");
      if (state < 0) {
        return Optional.empty();
      }
      String fragment = text.substring(state + 2);
      try {
        Matcher match = POSITION.matcher(URLDecoder.decode(fragment, StandardCharsets.UTF_8));
        return match.find() ? Optional.of(match.group(1).replace('_', ',')) : Optional.empty();
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  }
}

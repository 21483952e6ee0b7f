package io.cellar.ui.navigation;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the position in a link of Neuroglancer: the JSON after {@code #!} has it under {@code
 * position}, in older links under {@code voxelCoordinates}. The names were read in links that
 * Neuroglancer makes.
 */
final class NeuroglancerLink {
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

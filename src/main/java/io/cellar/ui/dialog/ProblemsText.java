package io.cellar.ui.dialog;

import io.cellar.input.Redaction;
import io.cellar.ui.OpenOutcome.Refused;
import io.cellar.ui.words.Words;
import java.io.File;
import java.util.List;

/** Descriptions that could not be opened, in words. Toolkit-free. */
public final class ProblemsText {

  private ProblemsText() {}

  /** One sentence for the top of the dialog. */
  public static String summary(List<Refused> refused) {
    int problems = refused.stream().mapToInt(r -> r.problems().size()).sum();
    return refused.size() == 1
        ? Words.of("problems.one", name(refused.getFirst().location()), problems)
        : Words.of("problems.many", refused.size(), problems);
  }

  /** Everything, to be copied into a message. */
  public static String all(List<Refused> refused) {
    StringBuilder text = new StringBuilder();
    for (Refused one : refused) {
      text.append(one.location()).append('\n');
      one.problems().forEach(p -> text.append("  • ").append(p).append('\n'));
      if (!one.details().isBlank()) {
        text.append('\n').append(one.details().strip()).append('\n');
      }
    }
    return text.toString();
  }

  /** The last part of a path or an address, with what is named in it: {@code plate.zarr:A/1/0}. */
  public static String name(String location) {
    String bare = Redaction.address(location).replaceAll("/+$", "");
    int scheme = bare.lastIndexOf("://");
    int slash = bare.indexOf('/', scheme < 0 ? 0 : scheme + 3);
    int colon = bare.lastIndexOf(':');
    int bar = bare.indexOf('|');
    int inside = bar > 0 ? bar : slash >= 0 && colon > slash ? colon : bare.length();
    return last(bare.substring(0, inside).replaceAll("/+$", "")) + bare.substring(inside);
  }

  /** That something is open that is all that is in another place. */
  public static String only(String location, String in) {
    return Words.of("open.only", name(location), name(in));
  }

  private static String last(String path) {
    return path.substring(
        Math.max(path.lastIndexOf('/'), path.lastIndexOf(File.separatorChar)) + 1);
  }
}

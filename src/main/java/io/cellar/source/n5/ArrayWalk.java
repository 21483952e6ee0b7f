package io.cellar.source.n5;

import io.cellar.source.SourceException;
import io.cellar.source.chunked.FormatException;
import io.cellar.source.chunked.Found.Choice;
import io.cellar.source.chunked.Found.Several;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the arrays below a group by listing its folders. Used by one thread. */
final class ArrayWalk {
  private static final int MOST_FOLDERS = 2000;
  private static final int DEEPEST = 8;

  private final List<Choice> choices = new ArrayList<>();
  private int looked;

  /**
   * The arrays and groups of levels below a folder, none of which lies in another.
   *
   * @return empty where folders cannot be listed
   */
  static Optional<Several> below(N5Folder folder) throws SourceException, InterruptedException {
    Optional<List<String>> names = folder.folders();
    if (names.isEmpty()) {
      return Optional.empty();
    }
    ArrayWalk walk = new ArrayWalk();
    walk.in(folder, "", names.get(), 1);
    String what = "an N5 container";
    return Optional.of(
        new Several(
            walk.looked < MOST_FOLDERS
                ? what
                : what + ", of which the first " + MOST_FOLDERS + " folders were looked at",
            walk.choices));
  }

  private void in(N5Folder folder, String path, List<String> names, int depth)
      throws InterruptedException {
    for (String name : names) {
      if (looked >= MOST_FOLDERS) {
        return;
      }
      looked++;
      String at = path.isEmpty() ? name : path + "/" + name;
      try {
        N5Folder below = folder.at(name);
        List<String> inside = below.folders().orElse(List.of());
        if (isImage(below, inside)) {
          choices.add(new Choice(at, at));
        } else if (depth < DEEPEST) {
          in(below, at, inside, depth + 1);
        }
      } catch (FormatException | SourceException e) {
        // Offered, so that the rest can be chosen, and whoever chooses this is told what is wrong.
        choices.add(new Choice(at, at + " (" + reason(e) + ")"));
      }
    }
  }

  private static String reason(IOException e) {
    return e instanceof SourceException trouble ? trouble.brief() : "damaged";
  }

  private static boolean isImage(N5Folder folder, List<String> inside)
      throws FormatException, SourceException, InterruptedException {
    return folder.isArray() || inside.contains("s0") && folder.at("s0").isArray();
  }
}

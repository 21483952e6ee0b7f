package io.cellar.input;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** What may have been meant by a word that is not known. */
public final class Nearest {
  private Nearest() {}

  /** The known word that is closest to another; empty when none is close. */
  public static Optional<String> of(String word, Collection<String> known) {
    int most = 1 + word.length() / 5;
    return known.stream()
        .filter(k -> distance(word, k) <= most || word.length() > 2 && k.startsWith(word))
        .min(Comparator.comparingInt(k -> distance(word, k)));
  }

  /**
   * Letters to insert, leave out, change or swap with their neighbour, to come from one word to the
   * other; upper and lower case are the same.
   */
  public static int distance(String from, String to) {
    String a = from.toLowerCase(Locale.ROOT);
    String b = to.toLowerCase(Locale.ROOT);
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + change, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        boolean swapped =
            i > 1
                && j > 1
                && a.charAt(i - 1) == b.charAt(j - 2)
                && a.charAt(i - 2) == b.charAt(j - 1);
        if (swapped) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}

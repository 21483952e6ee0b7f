package io.cellar.description;

import io.cellar.input.PrintableText;
import io.cellar.input.Redaction;

/** Text from strangers, made fit for a message. */
final class Quoting {
  private static final int LONGEST = 60;

  private Quoting() {}

  /**
   * The text in quotes on one line, shortened, with control and direction characters escaped; of an
   * address what may be secret is left out.
   */
  static String quote(String text) {
    String bare = Redaction.address(text);
    return '"' + PrintableText.of(bare, bare.length() > LONGEST ? LONGEST - 1 : LONGEST) + '"';
  }
}

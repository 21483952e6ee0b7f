package io.cellar.engine;

/** Why a block could not be had, in one line: the reason, where it was asked for, which block. */
final class FailureWords {
  private FailureWords() {}

  /**
   * The line.
   *
   * @param cause the words of whoever asked, often with an address before them
   * @param from the address of the block, or of the first object that it is in
   * @param tries how often it was asked for
   */
  static String of(String cause, String from, InFlightBlock block, int tries) {
    return of(cause, from, block.roi().toString(), block.fileset().name(), tries);
  }

  static String of(String cause, String from, String roi, String volume, int tries) {
    String reason = reasonFirst(cause, from);
    boolean isNamed = reason.contains(from) || reason.contains(folder(from));
    String place = isNamed ? reason : reason + ": " + from;
    return place
        + " (block "
        + roi
        + (place.contains(volume) ? "" : " of " + volume)
        + (tries == 1 ? ")" : ", " + tries + " tries)");
  }

  /** An address that stands before the reason goes behind it. */
  private static String reasonFirst(String cause, String from) {
    int end = cause.startsWith(folder(from)) ? cause.indexOf(": ", folder(from).length()) : -1;
    return end < 0 ? cause : cause.substring(end + 2) + ": " + cause.substring(0, end);
  }

  /** Where the objects of the volume lie: a block may be in several, and one is named here. */
  private static String folder(String address) {
    int slash = address.lastIndexOf('/');
    return slash <= 0 ? address : address.substring(0, slash);
  }
}

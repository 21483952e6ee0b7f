package io.cellar.engine;

/** Why a block could not be had, in one line: the reason, where it was asked for, which block. */
final class FailureWords {
  private FailureWords() {}

  /**
   * The line.
   *
   * @param cause the words of whoever asked, often with an address before them
   * @param from the address of the block, or of the first object that it is in; another word than
   *     an address for the disk, where the volume's name is its folder
   * @param tries how often it was asked for
   */
  static String of(String cause, String from, InFlightBlock block, int tries) {
    return of(cause, from, block.roi().toString(), block.fileset().name(), tries);
  }

  static String of(String cause, String from, String roi, String volume, int tries) {
    boolean isAddress = from.indexOf('/') >= 0;
    String folder = isAddress ? folder(from) : volume;
    String reason = reasonFirst(cause, folder);
    String place = !isAddress || reason.contains(folder) ? reason : reason + ": " + from;
    return place
        + " (block "
        + roi
        + (place.contains(volume) ? "" : " of " + volume)
        + (tries == 1 ? ")" : ", " + tries + " tries)");
  }

  /** An address that stands before the reason goes behind it. */
  private static String reasonFirst(String cause, String folder) {
    int end = cause.startsWith(folder) ? cause.indexOf(": ", folder.length()) : -1;
    return end < 0 ? cause : cause.substring(end + 2) + ": " + cause.substring(0, end);
  }

  /** Where the objects of the volume lie: a block may be in several, and one is named here. */
  private static String folder(String address) {
    int slash = address.lastIndexOf('/');
    return slash <= 0 ? address : address.substring(0, slash);
  }
}

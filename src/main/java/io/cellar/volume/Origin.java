package io.cellar.volume;

import java.util.List;

/**
 * Where the voxels of an array come from: a server, or files of the user's own. What is needed to
 * get them stands in the implementations, one for each protocol.
 */
public interface Origin {

  /** What is asked, or read, as it may be shown: printable, without secrets. */
  String address();

  /**
   * True for files of the user's own, which are read where they lie: never changed, never copied,
   * and nothing is written beside them.
   */
  boolean isLocal();

  /** Order of {@link #originOffset}. */
  Axes axes();

  /** Coordinate of the stored origin where the array comes from; may be negative. */
  long[] originOffset();

  /**
   * What the answers so far have shown that a user should be told of, a sentence each. Returns at
   * once.
   */
  default List<String> notes() {
    return List.of();
  }
}

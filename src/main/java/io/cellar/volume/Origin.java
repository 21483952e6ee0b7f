package io.cellar.volume;

import java.util.List;

/**
 * Where the voxels of an array come from: a server, files of the user's own, or a finer level. What
 * is needed to get them stands in the implementations, one for each protocol.
 */
public interface Origin {

  /** What is asked, or read, as it may be shown: printable, without secrets. */
  String address();

  /** The format, or the protocol, for people: {@code OME-Zarr 0.4}, {@code block server (HDF5)}. */
  String format();

  /**
   * True for files of the user's own, which are read where they lie: never changed, never copied,
   * and nothing is written beside them.
   */
  boolean isLocal();

  /**
   * True when the voxels are computed from those of a finer level of the same volume. They are kept
   * in a cache, as a server's are, and nothing is asked of a network.
   */
  default boolean isComputed() {
    return false;
  }

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

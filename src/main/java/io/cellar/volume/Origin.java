package io.cellar.volume;

/**
 * Where the voxels of an array come from: a server, or files of the user's own. What is needed to
 * get them stands in the implementations, one for each protocol.
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

  /** Order of {@link #originOffset}. */
  Axes axes();

  /** Coordinate of the stored origin where the array comes from; may be negative. */
  long[] originOffset();
}

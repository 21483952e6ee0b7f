package io.cellar.store;

import io.cellar.volume.Roi;
import java.util.List;

/**
 * What is known of every block of a fileset: a hint, corrected by reading. Cheap enough for
 * millions of blocks. Thread-safe, in memory, usable from any thread.
 */
public interface Coverage {

  /** What is known of a block. */
  enum State {
    /** Nothing: it is to be looked for. */
    UNKNOWN,
    /** It was on disk when it was last looked at. */
    AVAILABLE,
    /** The server has said that there is none; becomes unknown again after a day. */
    ABSENT,
    /** It could not be fetched the last time, or is damaged where there is no source. */
    FAILED,
    /**
     * The source is proved to store nothing of it: its voxels are the fill value, without a file.
     * Stays so until the source says otherwise when it is refreshed, or somebody forgets it.
     */
    EMPTY
  }

  /** What is known of one block. */
  State get(long index);

  /**
   * The first block from one on to before another that is in a state, or that is in any other.
   *
   * @param is whether it is to be in the state
   * @return {@code to} when there is none
   */
  long next(long from, long to, State state, boolean is);

  /** Notes what is known of one block. */
  void set(long index, State state);

  /** How many blocks of the whole grid are in a state. */
  long count(State state);

  /** How many blocks that a stored roi touches are in a state. */
  long count(Roi stored, State state);

  /** The numbers of all blocks in a state, in scan order; a copy. */
  List<Long> all(State state);

  /** Rises with every change, so that pictures of the coverage know when they are old. */
  long version();
}

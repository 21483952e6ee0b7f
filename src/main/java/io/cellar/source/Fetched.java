package io.cellar.source;

/** What came of asking for a block: its bytes, or the proof that the source stores none. */
public sealed interface Fetched permits RawBlock, Fetched.Empty {

  /**
   * The source is proved to store nothing of the block, and its format says what its voxels are
   * then: the volume's fill value. Not an error, and something else than {@link
   * SourceException.Absent}, of which no voxels are known.
   *
   * @param url what was asked, without query part
   */
  record Empty(String url) implements Fetched {}
}

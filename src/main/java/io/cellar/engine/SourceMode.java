package io.cellar.engine;

/** Where the blocks of a fileset may come from. */
public enum SourceMode {
  /** From the cache, else from the network. */
  ONLINE,
  /** From the cache only: nothing is ever requested. */
  CACHE_ONLY,
  /**
   * As {@link #ONLINE}, and the server is asked again for each block that comes into view, once; a
   * kept block is replaced when the new one is verified.
   */
  REFRESH
}

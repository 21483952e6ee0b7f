package io.cellar.ui;

/** Where the blocks of a volume may come from. */
public enum SourceMode {
  /** From the cache, else from the network. */
  ONLINE,
  /** From the cache only: nothing is ever requested. */
  CACHE_ONLY,
  /** The server is asked again; a kept block is replaced when the new one is verified. */
  REFRESH
}

package io.cellar.settings;

/** Where the window takes blocks from, until the user chooses another. */
public enum SourceChoice {
  /** From the cache, else from the network. */
  ONLINE,
  /** From the cache alone. */
  CACHE_ONLY,
  /** From the network, even what is in the cache. */
  REFRESH
}

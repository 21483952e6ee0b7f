package io.cellar.source.precomputed;

import io.cellar.source.SharedLoads;

/**
 * What is remembered of the shards of a volume, of all its scales together.
 *
 * @param pages parts of the tables of minishards
 * @param minishards minishard indices
 */
record ShardIndices(
    SharedLoads<Key, ShardIndexPage> pages, SharedLoads<Key, MinishardIndex> minishards) {
  private static final long MOST_PAGE_BYTES = 8L << 20;
  private static final long MOST_MINISHARD_BYTES = 56L << 20;

  /**
   * Which part.
   *
   * @param scale its key
   * @param sharding by which its files are read
   * @param number of the page or the minishard in the shard
   */
  record Key(String scale, Sharding sharding, long shard, long number) {}

  ShardIndices() {
    this(
        new SharedLoads<>(MOST_PAGE_BYTES, page -> page.entries().length),
        new SharedLoads<>(MOST_MINISHARD_BYTES, MinishardIndex::bytes));
  }
}

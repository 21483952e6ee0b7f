package io.cellar.cell;

/**
 * What the blocks in memory amount to at one moment.
 *
 * @param bytes bytes held now
 * @param maxBytes most that may be held
 * @param blocks blocks held now
 * @param hits how often a block was asked for and was there
 * @param misses how often it was not
 * @param evictions blocks dropped to keep within the bound
 */
public record CacheStats(
    long bytes, long maxBytes, long blocks, long hits, long misses, long evictions) {}

package io.cellar.slice;

/**
 * How much one view may ask for by itself. A view that needs more shows what is cached and says so.
 *
 * @param maxBlocks most blocks of one view
 * @param maxBytes most bytes of their voxels
 */
public record FetchLimit(long maxBlocks, long maxBytes) {

  /** 2,048 blocks or 2 GiB, whichever is less. */
  public static final FetchLimit DEFAULT = new FetchLimit(2048, 2L << 30);

  /** Everything is fetched. */
  public static final FetchLimit NONE = new FetchLimit(Long.MAX_VALUE, Long.MAX_VALUE);

  public FetchLimit {
    if (maxBlocks < 0 || maxBytes < 0) {
      throw new IllegalArgumentException(
          "fetch limit of " + maxBlocks + " blocks, " + maxBytes + " bytes: expected 0 or more");
    }
  }

  /** True when a view with so many blocks and bytes is within the limit. */
  public boolean allows(long blocks, long bytes) {
    return blocks <= maxBlocks && bytes <= maxBytes;
  }
}

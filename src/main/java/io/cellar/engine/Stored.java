package io.cellar.engine;

/**
 * How a block came to be on disk.
 *
 * @param fetched true when it was downloaded for this request, false when it was there already
 * @param bytes bytes that came over the network, 0 when it was there already
 */
public record Stored(boolean fetched, long bytes) {

  /** It was there already. */
  public static final Stored CACHED = new Stored(false, 0);
}

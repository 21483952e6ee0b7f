package io.cellar.engine;

/**
 * How a block came to be on disk, or to need no file.
 *
 * @param fetched true when it was downloaded for this request, false when it was there already
 * @param bytes bytes that came over the network, 0 when it was there already
 * @param empty true when it is empty in the source, and there is no file: neither fetched nor there
 */
public record Stored(boolean fetched, long bytes, boolean empty) {

  public Stored(boolean fetched, long bytes) {
    this(fetched, bytes, false);
  }

  /** It was there already. */
  public static final Stored CACHED = new Stored(false, 0);

  /** The source stores nothing of it, as it has said now or before. */
  public static final Stored EMPTY = new Stored(false, 0, true);
}

package io.cellar.source;

/**
 * Fetches with HTTP GET, bounded in size and time. One fetcher serves all volumes. Thread-safe;
 * made to be called on virtual threads.
 */
public interface HttpFetcher extends AutoCloseable {

  /**
   * Fetches one body. Does not retry. Interrupt the calling thread to end the transfer.
   *
   * @param progress told how the body grows, on any thread
   * @throws SourceException if anything but a whole body with status 200 came
   * @throws InterruptedException if interrupted; the connection is closed
   */
  HttpAnswer get(HttpQuery query, TransferProgress progress)
      throws SourceException, InterruptedException;

  /** Ends every transfer at once and closes all connections. May be called twice. */
  @Override
  void close();
}

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

  /**
   * Asks for an object, a part of one, or its length. Does not retry. Interrupt the calling thread
   * to end the transfer. Any answer is returned, also an error's; the body of a 200 is not read
   * where the last bytes were asked for, and that of a 206 not where it is longer than what was.
   * Whether a 206 is the part that was asked for is not looked at here.
   *
   * @param progress told how the body grows, on any thread
   * @throws SourceException if no answer came, not all of it, one longer than it may be, one in an
   *     encoding that cannot be undone, or a redirect that may not be followed
   * @throws InterruptedException if interrupted; the connection is closed
   */
  ObjectReply ask(ObjectRequest request, TransferProgress progress)
      throws SourceException, InterruptedException;

  /** Ends every transfer at once and closes all connections. May be called twice. */
  @Override
  void close();
}

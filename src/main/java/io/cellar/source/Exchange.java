package io.cellar.source;

import java.io.IOException;

/**
 * One request and its answer on the wire, without redirects, on the calling thread. A connection on
 * which something went wrong, or whose answer was not read to its end, is closed.
 */
final class Exchange {
  private final HttpConnections connections;
  private final Dialer dialer;
  private final Route route;
  private final byte[] request;
  private final boolean bodiless;
  private final TransferClock clock;
  private final String address;

  /** What came: any status, as much of the body as was wanted. */
  record Reply(int status, Headers headers, byte[] body, long firstByteNanos) {}

  /**
   * @param bodiless true where no body follows whatever the head says, as after HEAD
   * @param address for messages
   */
  Exchange(
      HttpConnections connections,
      Dialer dialer,
      Route route,
      byte[] request,
      boolean bodiless,
      TransferClock clock,
      String address) {
    this.connections = connections;
    this.dialer = dialer;
    this.route = route;
    this.request = request;
    this.bodiless = bodiless;
    this.clock = clock;
    this.address = address;
  }

  /**
   * Sends and waits. Ends when the thread is interrupted while it waits; on a virtual thread only.
   */
  Reply run(BodyRule rule, TransferProgress progress) throws SourceException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    HttpConnection connection = null;
    try {
      connection = connections.idle(route.origin());
      AnswerHead head = connection == null ? null : askKept(connection);
      if (head == null) {
        connection = dialer.dial(route, clock, address);
        head = connection.ask(request, bodiless, clock);
      }
      clock.headCame(head.announced());
      byte[] body = body(connection, head, rule.of(head.status(), head.headers()), progress);
      if (connection.canBeKept()) {
        connections.keep(connection);
        connection = null;
      }
      return new Reply(head.status(), head.headers(), body, clock.firstByteNanos());
    } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
      throw failure(e);
    } finally {
      if (connection != null) {
        connections.drop(connection);
      }
    }
  }

  /** Null if the connection had died while it was not used: then it is asked on another one. */
  private AnswerHead askKept(HttpConnection kept) throws IOException {
    try {
      return kept.ask(request, bodiless, clock);
    } catch (IOException e) {
      connections.drop(kept);
      if (!kept.nothingCame()
          || clock.hasExpired()
          || Thread.currentThread().isInterrupted()
          || connections.isClosed()) {
        throw e;
      }
      return null;
    }
  }

  /** A status that has come counts, even if the rest of its error page does not. */
  private byte[] body(
      HttpConnection connection, AnswerHead head, BodyRule.Wanted wanted, TransferProgress progress)
      throws IOException, InterruptedException {
    if (!wanted.isRead()) {
      return new byte[0];
    }
    BodyReader reader = new BodyReader(connection, clock, head.announced(), wanted.most());
    try {
      if (wanted.isPage()) {
        reader.readBeginning();
      } else {
        reader.readAll(progress);
      }
    } catch (IOException e) {
      if (!wanted.isPage() || Thread.currentThread().isInterrupted()) {
        throw e;
      }
    }
    return reader.bytes();
  }

  private SourceException failure(Throwable thrown) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (connections.isClosed()) {
      return new SourceException.Unreachable(address + ": the program is closing", thrown);
    }
    if (thrown instanceof SourceException known) {
      return known;
    }
    return clock.hasExpired()
        ? clock.failure(address)
        : ClientFailures.explain(address, clock, thrown);
  }
}

package io.cellar.source;

import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;

/**
 * The JDK's client, and another one in its place when it has lost connections. Of an answer whose
 * head it cannot read, such as one of megabytes, it neither uses nor closes the connection: only a
 * client that is shut down closes all. So after a few of those a new client takes over, and the old
 * one is gone when its transfers have come to their ends. Thread-safe.
 */
final class RenewedClient {
  /** Connections that may be lost. */
  private static final int MOST_LOST = 4;

  private final HttpClient.Builder builder;
  private final List<HttpClient> retired = new ArrayList<>();
  private HttpClient client;
  private int lost;
  private boolean closed;

  /**
   * @param builder makes clients; left alone by others from now on
   */
  RenewedClient(HttpClient.Builder builder) {
    this.builder = builder;
  }

  /** The client for the next request. */
  synchronized HttpClient current() {
    if (client == null) {
      client = builder.build();
      if (closed) {
        client.shutdownNow();
      }
    }
    return client;
  }

  /** A client has lost a connection. */
  synchronized void lost(HttpClient by) {
    if (by != client || closed || ++lost < MOST_LOST) {
      return;
    }
    lost = 0;
    retired.removeIf(HttpClient::isTerminated);
    retired.add(client);
    client = builder.build();
    by.shutdown();
  }

  /** Ends every transfer at once and closes all connections. */
  synchronized void close() {
    closed = true;
    if (client != null) {
      client.shutdownNow();
    }
    retired.forEach(HttpClient::shutdownNow);
    retired.clear();
  }
}

package io.cellar.source;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Makes connections: to a host or a proxy, through the proxy's tunnel, with TLS where the scheme
 * wants it. All of it within the time that a connection may take. Thread-safe.
 */
final class Dialer {
  private final HttpConnections connections;
  private final Optional<SSLContext> tls;
  private final String userAgent;
  private final HostNames names;

  /**
   * @param tls without one, the system's
   */
  Dialer(HttpConnections connections, HostNames names, Optional<SSLContext> tls, String userAgent) {
    this.connections = connections;
    this.names = names;
    this.tls = tls;
    this.userAgent = userAgent;
  }

  /**
   * A new connection. Waits.
   *
   * @param address for messages
   * @throws SourceException if a proxy does not let it through
   */
  HttpConnection dial(Route route, TransferClock clock, String address)
      throws IOException, InterruptedException {
    clock.connecting(true);
    TimedSocket socket = connect(names.of(route.nextHost(), clock), route.nextPort(), clock);
    try {
      if (route.isTunnel()) {
        tunnel(route, socket, clock, address);
      }
      Socket spoken = route.isSecure() ? secure(route, socket) : socket;
      clock.connecting(false);
      return new HttpConnection(route.origin(), socket, spoken);
    } catch (IOException | RuntimeException | Error e) {
      connections.drop(socket);
      throw e;
    }
  }

  /** Tries one address after the other, each for its share of the time that is left. */
  private TimedSocket connect(InetAddress[] addresses, int port, TransferClock clock)
      throws IOException, InterruptedException {
    IOException first = null;
    for (int i = 0; i < addresses.length; i++) {
      boolean last = i == addresses.length - 1;
      TimedSocket socket = new TimedSocket(clock);
      connections.add(socket);
      try {
        int wait = clock.waitMillis();
        socket.setTcpNoDelay(true);
        socket.connect(
            new InetSocketAddress(addresses[i], port),
            last ? wait : Math.max(1, wait / (addresses.length - i)));
        return socket;
      } catch (IOException e) {
        connections.drop(socket);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
        first = first == null || first instanceof SocketTimeoutException ? e : first;
        if (last && first instanceof SocketTimeoutException) {
          throw clock.expired();
        }
      }
    }
    throw first;
  }

  /** Has a proxy open a tunnel (RFC 9110, section 9.3.6). */
  private void tunnel(Route route, TimedSocket socket, TransferClock clock, String address)
      throws IOException {
    String target =
        (route.host().indexOf(':') < 0 ? route.host() : "[" + route.host() + "]")
            + ":"
            + route.port();
    RequestHead request = new RequestHead("CONNECT", target, target);
    request.set("User-Agent", userAgent);
    if (route.login().isPresent()) {
      request.set("Proxy-Authorization", route.login().get());
    }
    HttpConnection proxy = new HttpConnection(route.origin(), socket, socket);
    AnswerHead answer = proxy.ask(request.bytes(), true, clock);
    if (answer.status() >= 300) {
      throw Statuses.ofProxy(answer.status(), answer.headers(), address, Instant.now());
    }
    if (proxy.hasMore()) {
      throw new java.net.ProtocolException("bytes of the proxy in its tunnel");
    }
  }

  private Socket secure(Route route, TimedSocket socket) throws IOException {
    try {
      SSLContext context = tls.isPresent() ? tls.get() : SSLContext.getDefault();
      SSLSocket secure =
          (SSLSocket)
              context.getSocketFactory().createSocket(socket, route.host(), route.port(), true);
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secure.setSSLParameters(parameters);
      secure.startHandshake();
      return secure;
    } catch (NoSuchAlgorithmException e) {
      throw new IOException("no TLS: " + e.getMessage(), e);
    }
  }
}

package io.cellar.source;

import io.cellar.input.Redaction;
import io.cellar.thread.Threads;
import java.net.InetAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.net.ssl.SSLContext;

/**
 * HTTP/1.1 on sockets of our own: no cookies, no automatic redirects, one pool of connections for
 * all volumes. A request is made on the calling thread, if that is virtual; for others a virtual
 * thread makes it, because only there an interrupt ends what a socket waits for.
 */
public final class SocketHttpFetcher implements HttpFetcher {
  /** More hosts than this are not remembered, so that redirects cannot fill the memory. */
  private static final int MOST_ROUTES = 1000;

  private final HttpSettings settings;
  private final InstantSource time;
  private final HttpConnections connections = new HttpConnections();
  private final Dialer dialer;
  private final Map<String, Route> routes = new ConcurrentHashMap<>();

  /**
   * @throws java.io.IOException if the file of certificate authorities cannot be used
   */
  public SocketHttpFetcher(HttpSettings settings) throws java.io.IOException {
    this(settings, InstantSource.system());
  }

  SocketHttpFetcher(HttpSettings settings, InstantSource time) throws java.io.IOException {
    this.settings = settings;
    this.time = time;
    HostNames names = new HostNames(InetAddress::getAllByName);
    Optional<SSLContext> tls =
        settings.authorities().isPresent()
            ? Optional.of(Authorities.context(settings.authorities().get()))
            : Optional.empty();
    this.dialer = new Dialer(connections, names, tls, settings.userAgent());
  }

  @Override
  public HttpAnswer get(HttpQuery query, TransferProgress progress)
      throws SourceException, InterruptedException {
    return Thread.currentThread().isVirtual()
        ? getHere(query, progress)
        : elsewhere(() -> getHere(query, progress));
  }

  @Override
  public ObjectReply ask(ObjectRequest request, TransferProgress progress)
      throws SourceException, InterruptedException {
    return Thread.currentThread().isVirtual()
        ? askHere(request, progress)
        : elsewhere(() -> askHere(request, progress));
  }

  private static <T> T elsewhere(Callable<T> work) throws SourceException, InterruptedException {
    FutureTask<T> task = new FutureTask<>(work);
    Threads.virtual("http", task).start();
    try {
      return task.get();
    } catch (InterruptedException e) {
      task.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case SourceException failure -> throw failure;
        case InterruptedException interrupted -> throw interrupted;
        case RuntimeException mistake -> throw mistake;
        case Error error -> throw error;
        case Throwable other -> throw new IllegalStateException(other);
      }
    }
  }

  private HttpAnswer getHere(HttpQuery query, TransferProgress progress)
      throws SourceException, InterruptedException {
    BodyRule rule = BodyRule.ofFile(Math.min(query.maxBytes(), settings.maxBodyBytes()));
    Deadlines deadlines =
        query.total().isPresent()
            ? settings.deadlines().withTotal(query.total().get())
            : settings.deadlines();
    Redirects path = new Redirects(query.uri(), query.hosts());
    long start = System.nanoTime();
    while (true) {
      String address = Redaction.address(path.current().toString());
      Route route = route(path.current(), address);
      byte[] head = head(route, path, "GET", "identity", null, query.headers(), address);
      long asked = System.nanoTime() - start;
      TransferClock clock = new TransferClock(deadlines, start);
      Exchange.Reply reply =
          new Exchange(connections, dialer, route, head, false, clock, address).run(rule, progress);
      if (reply.status() == 200) {
        return answer(address, reply, asked);
      }
      if (!Statuses.isRedirect(reply.status())) {
        throw Statuses.failure(reply.status(), reply.headers(), address, time.instant());
      }
      path.follow(reply.status(), reply.headers().firstValue("Location"));
    }
  }

  private ObjectReply askHere(ObjectRequest wanted, TransferProgress progress)
      throws SourceException, InterruptedException {
    BodyRule rule = BodyRule.ofObject(wanted, settings.maxBodyBytes());
    String range = wanted.rangeHeader().orElse(null);
    boolean bodiless = wanted.method() == ObjectRequest.Method.HEAD;
    Redirects path = new Redirects(wanted.uri(), wanted.hosts());
    long start = System.nanoTime();
    while (true) {
      String address = Redaction.address(path.current().toString());
      Route route = route(path.current(), address);
      byte[] head =
          head(
              route,
              path,
              wanted.method().name(),
              wanted.acceptEncoding(),
              range,
              wanted.headers(),
              address);
      long asked = System.nanoTime() - start;
      TransferClock clock = new TransferClock(settings.deadlines(), start);
      Exchange.Reply reply =
          new Exchange(connections, dialer, route, head, bodiless, clock, address)
              .run(rule, progress);
      if (!Statuses.isRedirect(reply.status())) {
        return reply(wanted, reply, address, false, asked);
      }
      Optional<String> location = reply.headers().firstValue("Location");
      boolean toFolder = path.isToFolder(location);
      if (toFolder || !wanted.follow()) {
        return reply(wanted, reply, address, toFolder, asked);
      }
      path.follow(reply.status(), location);
    }
  }

  private Route route(URI uri, String address) throws SourceException {
    String key = uri.getScheme() + "://" + uri.getRawAuthority();
    Route known = routes.get(key);
    if (known != null) {
      return known;
    }
    try {
      Route route = Route.of(uri, settings.proxies());
      if (routes.size() >= MOST_ROUTES) {
        routes.clear();
      }
      routes.put(key, route);
      return route;
    } catch (IllegalArgumentException e) {
      throw refused(address, e);
    }
  }

  private byte[] head(
      Route route,
      Redirects path,
      String method,
      String encoding,
      String range,
      Map<String, String> headers,
      String address)
      throws SourceException {
    try {
      RequestHead head = new RequestHead(method, route.target(path.current()), route.named());
      head.set("Accept-Encoding", encoding).set("User-Agent", settings.userAgent());
      if (range != null) {
        head.set("Range", range);
      }
      if (path.sameOrigin()) {
        for (Map.Entry<String, String> header : headers.entrySet()) {
          head.set(header.getKey(), header.getValue());
        }
        Optional<Credentials.Header> secret =
            route.isConfidential()
                ? settings.credentials().forHost(route.origin())
                : Optional.empty();
        if (secret.isPresent()) {
          head.set(secret.get().name(), secret.get().value());
        }
      }
      if (!route.isTunnel() && route.login().isPresent()) {
        head.set("Proxy-Authorization", route.login().get());
      }
      return head.bytes();
    } catch (IllegalArgumentException e) {
      throw refused(address, e);
    }
  }

  /** The cause is left out: it may quote the address or a header. */
  private static SourceException refused(String address, IllegalArgumentException e) {
    return new SourceException.Refused(address + ": " + Redaction.message(e.getMessage()), null);
  }

  private static HttpAnswer answer(String address, Exchange.Reply reply, long asked)
      throws SourceException {
    Headers headers = reply.headers();
    if (!ContentEncoding.isPlain(headers)) {
      List<String> encodings = headers.allValues("Content-Encoding");
      throw new SourceException.Invalid(
          address + ": the body is encoded as " + encodings + ", though plain bytes were asked for",
          null);
    }
    return new HttpAnswer(
        address,
        headers.firstValue("Content-Type"),
        headers.firstValue("ETag"),
        reply.body(),
        asked + reply.firstByteNanos());
  }

  private ObjectReply reply(
      ObjectRequest wanted, Exchange.Reply reply, String address, boolean toFolder, long asked)
      throws SourceException {
    Headers headers = reply.headers();
    byte[] body = reply.body();
    if (body.length > 0 && reply.status() == 200) {
      body = ContentEncoding.undo(body, headers, wanted.maxBytes(), address);
    } else if (body.length > 0 && reply.status() == 206 && !ContentEncoding.isPlain(headers)) {
      throw new SourceException.Invalid(
          address + ": a part of an encoded body came, though plain bytes were asked for", null);
    }
    return new ObjectReply(
        reply.status(),
        headers,
        address,
        body,
        toFolder,
        asked + reply.firstByteNanos(),
        time.instant());
  }

  @Override
  public void close() {
    connections.close();
  }
}

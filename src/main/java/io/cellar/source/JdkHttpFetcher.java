package io.cellar.source;

import io.cellar.input.Location;
import io.cellar.input.Redaction;
import io.cellar.thread.Threads;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The JDK's client as a {@link HttpFetcher}: HTTP/1.1, no cookies, no automatic redirects, one
 * connection pool for all volumes.
 */
public final class JdkHttpFetcher implements HttpFetcher {
  private final HttpSettings settings;
  private final InstantSource time;
  private final ExecutorService threads;
  private final RenewedClient client;
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * @throws java.io.IOException if the file of certificate authorities cannot be used
   */
  public JdkHttpFetcher(HttpSettings settings) throws java.io.IOException {
    this(settings, InstantSource.system());
  }

  JdkHttpFetcher(HttpSettings settings, InstantSource time) throws java.io.IOException {
    this.settings = settings;
    this.time = time;
    if (settings.proxies() instanceof ProxyRules rules) {
      rules.allowLogins();
    }
    this.threads = Threads.virtualPerTask("http-");
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(settings.deadlines().connect())
            .proxy(settings.proxies())
            .executor(threads);
    if (settings.authorities().isPresent()) {
      builder.sslContext(Authorities.context(settings.authorities().get()));
    }
    this.client = new RenewedClient(builder);
  }

  @Override
  public HttpAnswer get(HttpQuery query, TransferProgress progress)
      throws SourceException, InterruptedException {
    BodyRule rule = BodyRule.ofFile(Math.min(query.maxBytes(), settings.maxBodyBytes()));
    Deadlines deadlines =
        query.total().map(settings.deadlines()::withTotal).orElse(settings.deadlines());
    Redirects path = new Redirects(query.uri());
    long start = System.nanoTime();
    while (true) {
      String address = Redaction.address(path.current().toString());
      HttpRequest.Builder builder = HttpRequest.newBuilder().GET();
      HttpRequest request = request(builder, "identity", query.headers(), path, address);
      long asked = System.nanoTime() - start;
      Exchange.Reply reply =
          run(request, new TransferClock(deadlines, start), address, rule, progress);
      if (reply.status() == 200) {
        return answer(address, reply, asked);
      }
      if (!Statuses.isRedirect(reply.status())) {
        throw Statuses.failure(reply.status(), reply.headers(), address, time.instant());
      }
      path.follow(reply.status(), reply.headers().firstValue("Location"));
    }
  }

  @Override
  public ObjectReply ask(ObjectRequest wanted, TransferProgress progress)
      throws SourceException, InterruptedException {
    BodyRule rule = BodyRule.ofObject(wanted, settings.maxBodyBytes());
    Redirects path = new Redirects(wanted.uri());
    long start = System.nanoTime();
    while (true) {
      String address = Redaction.address(path.current().toString());
      HttpRequest.Builder builder = HttpRequest.newBuilder();
      builder.method(wanted.method().name(), HttpRequest.BodyPublishers.noBody());
      wanted.rangeHeader().ifPresent(range -> builder.setHeader("Range", range));
      HttpRequest request =
          request(builder, wanted.acceptEncoding(), wanted.headers(), path, address);
      long asked = System.nanoTime() - start;
      TransferClock clock = new TransferClock(settings.deadlines(), start);
      Exchange.Reply reply = run(request, clock, address, rule, progress);
      Optional<String> location = reply.headers().firstValue("Location");
      boolean toFolder = Statuses.isRedirect(reply.status()) && path.isToFolder(location);
      if (!Statuses.isRedirect(reply.status()) || toFolder || !wanted.follow()) {
        return reply(wanted, reply, address, toFolder, asked);
      }
      path.follow(reply.status(), location);
    }
  }

  private Exchange.Reply run(
      HttpRequest request,
      TransferClock clock,
      String address,
      BodyRule rule,
      TransferProgress progress)
      throws SourceException, InterruptedException {
    HttpClient now = client.current();
    try {
      return new Exchange(now, clock, address, rule, progress).run(request);
    } catch (SourceException e) {
      if (e instanceof SourceException.Invalid && clock.head().isEmpty()) {
        client.lost(now);
      } else if (client.current() != now && e instanceof SourceException.Unreachable) {
        // It was shut down before it could send: the new one takes over.
        return new Exchange(client.current(), clock, address, rule, progress).run(request);
      }
      throw closed.get()
          ? new SourceException.Unreachable(address + ": the program is closing", e)
          : e;
    }
  }

  private HttpRequest request(
      HttpRequest.Builder builder,
      String encoding,
      Map<String, String> headers,
      Redirects path,
      String address)
      throws SourceException {
    try {
      URI uri = Location.Address.parse(path.current().toString()).uri();
      builder
          .uri(uri)
          .header("Accept-Encoding", encoding)
          .header("User-Agent", settings.userAgent());
      if (path.sameOrigin()) {
        headers.forEach(builder::setHeader);
        if (mayShowSecrets(uri)) {
          settings
              .credentials()
              .forHost(Addresses.origin(uri))
              .ifPresent(header -> builder.setHeader(header.name(), header.value()));
        }
      }
      if (settings.proxies() instanceof ProxyRules rules) {
        rules.login(uri).ifPresent(login -> builder.setHeader("Proxy-Authorization", login));
      }
      return builder.build();
    } catch (IllegalArgumentException e) {
      // The cause is left out: it may quote the address or a header.
      throw new SourceException.Refused(address + ": " + Redaction.message(e.getMessage()), null);
    }
  }

  private static boolean mayShowSecrets(URI uri) {
    return Addresses.isConfidential(uri);
  }

  private static HttpAnswer answer(String address, Exchange.Reply reply, long asked)
      throws SourceException {
    HttpHeaders headers = reply.headers();
    requireOneLength(headers, address);
    List<String> encodings =
        headers.allValues("Content-Encoding").stream()
            .filter(text -> !text.isBlank() && !text.strip().equalsIgnoreCase("identity"))
            .toList();
    if (!encodings.isEmpty()) {
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

  private static void requireOneLength(HttpHeaders headers, String address) throws SourceException {
    if (headers.allValues("Content-Length").stream().distinct().count() > 1) {
      throw new SourceException.Invalid(
          address + ": the server announced more than one length of the body", null);
    }
  }

  private ObjectReply reply(
      ObjectRequest wanted, Exchange.Reply reply, String address, boolean toFolder, long asked)
      throws SourceException {
    HttpHeaders headers = reply.headers();
    byte[] body = reply.body();
    if (body.length > 0 && reply.status() == 200) {
      requireOneLength(headers, address);
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
    if (closed.compareAndSet(false, true)) {
      client.close();
      threads.shutdownNow();
    }
  }
}

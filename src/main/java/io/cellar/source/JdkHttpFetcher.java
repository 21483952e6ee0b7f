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
  private final HttpClient client;
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
    this.client = builder.build();
  }

  @Override
  public HttpAnswer get(HttpQuery query, TransferProgress progress)
      throws SourceException, InterruptedException {
    long maxBytes = Math.min(query.maxBytes(), settings.maxBodyBytes());
    Deadlines deadlines =
        query.total().map(settings.deadlines()::withTotal).orElse(settings.deadlines());
    Redirects path = new Redirects(query.uri());
    long start = System.nanoTime();
    while (true) {
      URI uri = path.current();
      String address = Redaction.address(uri.toString());
      Exchange exchange =
          new Exchange(client, new TransferClock(deadlines, start), address, maxBytes, progress);
      long asked = System.nanoTime() - start;
      Exchange.Reply reply;
      try {
        reply = exchange.run(request(query, path, address));
      } catch (SourceException e) {
        throw closed.get()
            ? new SourceException.Unreachable(address + ": the program is closing", e)
            : e;
      }
      if (reply.status() == 200) {
        return answer(address, reply, asked);
      }
      if (!Statuses.isRedirect(reply.status())) {
        throw Statuses.failure(reply.status(), reply.headers(), address, time.instant());
      }
      path.follow(reply.status(), reply.headers().firstValue("Location"));
    }
  }

  private HttpRequest request(HttpQuery query, Redirects path, String address)
      throws SourceException {
    try {
      URI uri = Location.Address.parse(path.current().toString()).uri();
      HttpRequest.Builder builder =
          HttpRequest.newBuilder(uri)
              .GET()
              .header("Accept-Encoding", "identity")
              .header("User-Agent", settings.userAgent());
      if (path.sameOrigin()) {
        query.headers().forEach(builder::setHeader);
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
    return uri.getScheme().equalsIgnoreCase("https") || Addresses.isLoopback(uri.getHost());
  }

  private static HttpAnswer answer(String address, Exchange.Reply reply, long asked)
      throws SourceException {
    HttpHeaders headers = reply.headers();
    if (headers.allValues("Content-Length").stream().distinct().count() > 1) {
      throw new SourceException.Invalid(
          address + ": the server announced more than one length of the body", null);
    }
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

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      client.shutdownNow();
      threads.shutdownNow();
    }
  }
}

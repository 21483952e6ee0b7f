package io.cellar.source.keys;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Serves the files below a folder over HTTP on the loopback, for tests: GET and HEAD, ranges with
 * 206 and 416, 404 for what is not there and for folders. {@link Quirk}s make it answer as servers
 * in the world do; they may be switched while it runs. Every request is kept.
 *
 * <pre>{@code
 * try (FileServer server = FileServer.start(folder, Quirk.SUFFIX_IS_416, Quirk.GZIP)) {
 *   ... server.uri() ...                                    // http://127.0.0.1:PORT/
 *   assertEquals(0, server.count(r -> r.method().equals("HEAD")));
 * }
 * }</pre>
 */
public final class FileServer implements AutoCloseable {
  /** A way to answer otherwise than a plain server would. */
  public enum Quirk {
    /** 403 with a page for what is not there. */
    MISSING_IS_403,
    /** 403 with S3's headers and its AccessDenied XML for what is not there. */
    MISSING_IS_403_AS_S3,
    /** 200 with an HTML page for what is not there. */
    MISSING_IS_A_PAGE,
    /** 410 for what is not there. */
    MISSING_IS_410,
    /** 302 to the address with a slash for a folder, instead of 404. */
    FOLDERS_REDIRECT,
    /** 200 with the whole file whatever range is asked for. */
    NO_RANGES,
    /** The same, and without telling a length. */
    NO_RANGES_NO_LENGTH,
    /** 206 without saying which part it is. */
    NO_CONTENT_RANGE,
    /** 206 with the right part, but a Content-Range that begins elsewhere. */
    WRONG_CONTENT_RANGE,
    /** 400, 416 or 501 for the last bytes. */
    SUFFIX_IS_400,
    SUFFIX_IS_416,
    SUFFIX_IS_501,
    /** 200 with the whole file for the last bytes. */
    SUFFIX_IS_WHOLE,
    /** The first n + 1 bytes for the last n. */
    SUFFIX_IS_PREFIX,
    /** 206 with the whole file, without telling a length, for the last bytes. */
    SUFFIX_IS_ENDLESS,
    /** 405 for HEAD. */
    NO_HEAD,
    /** Whole files as gzip where the client accepts it. */
    GZIP,
    /** The same under the name x-gzip. */
    X_GZIP,
    /** Whole files said to be in brotli. */
    BROTLI,
    /** Bodies end before the length that the head tells. */
    SHORT_BODIES,
    /** Bodies without end. */
    ENDLESS,
    /** Nothing is answered while this lasts. */
    SILENT,
    /** Every third request is answered with 503. */
    BUSY,
    /** 401, 403 or 500 for everything. */
    ALL_401,
    ALL_403,
    ALL_403_AS_S3,
    ALL_500
  }

  /**
   * A request as it came.
   *
   * @param path decoded, beginning with a slash
   */
  public record Request(
      String method, String path, String rawPath, Optional<String> query, Headers headers) {
    /** A header's first value. */
    public Optional<String> header(String name) {
      return Optional.ofNullable(headers.getFirst(name));
    }
  }

  /** An answer of the test's choice. */
  public record Reply(int status, Map<String, String> headers, byte[] body) {}

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d*)-(\\d*)");
  private static final String PAGE = "<!DOCTYPE html><title>Viewer</title><div id=app></div>";
  private static final String DENIED =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
          + "<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>";

  static {
    // Else each body waits for the acknowledgement of its head, 40 ms.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final Path folder;
  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger seen = new AtomicInteger();
  private final Object silence = new Object();
  private volatile Set<Quirk> quirks;
  private volatile Function<Request, Optional<Reply>> script = _ -> Optional.empty();

  private FileServer(Path folder, HttpServer http, Quirk... quirks) {
    this.folder = folder.toAbsolutePath().normalize();
    this.http = http;
    quirks(quirks);
  }

  /** Starts serving what is below the folder. */
  public static FileServer start(Path folder, Quirk... quirks) throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    FileServer server = new FileServer(folder, http, quirks);
    http.setExecutor(server.threads);
    http.createContext("/", server::handle);
    http.start();
    return server;
  }

  /** The address of the folder, with a slash at its end. */
  public URI uri() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/");
  }

  /** From now on only these. */
  public void quirks(Quirk... value) {
    Set<Quirk> set = EnumSet.noneOf(Quirk.class);
    set.addAll(List.of(value));
    synchronized (silence) {
      quirks = set;
      silence.notifyAll();
    }
  }

  /** Requests for which this gives an answer get that one, before all quirks. */
  public void script(Function<Request, Optional<Reply>> value) {
    script = value;
  }

  /** All requests so far, in order. */
  public List<Request> requests() {
    return List.copyOf(requests);
  }

  /** How many requests were such. */
  public long count(java.util.function.Predicate<Request> which) {
    return requests.stream().filter(which).count();
  }

  /** Forgets the requests so far. */
  public void clear() {
    requests.clear();
  }

  private boolean has(Quirk quirk) {
    return quirks.contains(quirk);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      URI uri = exchange.getRequestURI();
      Request request =
          new Request(
              exchange.getRequestMethod(),
              uri.getPath(),
              uri.getRawPath(),
              Optional.ofNullable(uri.getRawQuery()),
              exchange.getRequestHeaders());
      requests.add(request);
      Optional<Reply> scripted = script.apply(request);
      if (scripted.isPresent()) {
        send(exchange, scripted.get().status(), scripted.get().headers(), scripted.get().body());
        return;
      }
      answer(exchange, request);
    }
  }

  private void answer(HttpExchange exchange, Request request) throws IOException {
    if (has(Quirk.SILENT)) {
      keepSilent();
    } else if (has(Quirk.ENDLESS)) {
      flood(exchange);
    } else if (has(Quirk.BUSY) && seen.incrementAndGet() % 3 == 0) {
      text(exchange, 503, "busy");
    } else if (has(Quirk.ALL_401) || has(Quirk.ALL_500)) {
      text(exchange, has(Quirk.ALL_401) ? 401 : 500, "no");
    } else if (has(Quirk.ALL_403)) {
      text(exchange, 403, PAGE);
    } else if (has(Quirk.ALL_403_AS_S3)) {
      denied(exchange);
    } else if (has(Quirk.NO_HEAD) && request.method().equals("HEAD")) {
      text(exchange, 405, "");
    } else {
      Path file = folder.resolve(request.path().substring(1)).normalize();
      if (file.startsWith(folder) && Files.isRegularFile(file) && !request.path().endsWith("/")) {
        file(exchange, request, Files.readAllBytes(file));
      } else {
        missing(exchange, request, Files.isDirectory(file));
      }
    }
  }

  private void keepSilent() throws IOException {
    synchronized (silence) {
      while (has(Quirk.SILENT)) {
        try {
          silence.wait();
        } catch (InterruptedException e) {
          throw new IOException("the server ends", e);
        }
      }
    }
  }

  private static void flood(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    byte[] water = new byte[1 << 16];
    while (true) {
      exchange.getResponseBody().write(water);
    }
  }

  private void missing(HttpExchange exchange, Request request, boolean isFolder)
      throws IOException {
    if (isFolder && has(Quirk.FOLDERS_REDIRECT) && !request.path().endsWith("/")) {
      send(exchange, 302, Map.of("Location", request.rawPath() + "/"), new byte[0]);
    } else if (has(Quirk.MISSING_IS_403)) {
      text(exchange, 403, PAGE);
    } else if (has(Quirk.MISSING_IS_403_AS_S3)) {
      denied(exchange);
    } else if (has(Quirk.MISSING_IS_A_PAGE)) {
      send(exchange, 200, Map.of("Content-Type", "text/html"), bytes(PAGE));
    } else {
      text(exchange, has(Quirk.MISSING_IS_410) ? 410 : 404, PAGE);
    }
  }

  private static void denied(HttpExchange exchange) throws IOException {
    send(
        exchange,
        403,
        Map.of("Content-Type", "application/xml", "x-amz-request-id", "0"),
        bytes(DENIED));
  }

  private void file(HttpExchange exchange, Request request, byte[] all) throws IOException {
    Matcher range = RANGE.matcher(request.header("Range").orElse(""));
    if (!range.matches() || request.method().equals("HEAD")) {
      whole(exchange, request, all);
    } else if (has(Quirk.NO_RANGES)) {
      send(exchange, 200, Map.of(), all);
    } else if (has(Quirk.NO_RANGES_NO_LENGTH)) {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(all);
    } else if (range.group(1).isEmpty()) {
      suffix(exchange, all, Long.parseLong(range.group(2)));
    } else {
      long from = Long.parseLong(range.group(1));
      long to = range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2));
      part(exchange, all, from, to);
    }
  }

  private void whole(HttpExchange exchange, Request request, byte[] all) throws IOException {
    boolean accepts = request.header("Accept-Encoding").orElse("").contains("gzip");
    if (has(Quirk.BROTLI)) {
      send(exchange, 200, Map.of("Content-Encoding", "br"), all);
    } else if (accepts && (has(Quirk.GZIP) || has(Quirk.X_GZIP))) {
      String name = has(Quirk.GZIP) ? "gzip" : "x-gzip";
      send(exchange, 200, Map.of("Content-Encoding", name), GzipBytes.of(all));
    } else if (has(Quirk.SHORT_BODIES) && all.length > 0) {
      exchange.sendResponseHeaders(200, all.length);
      exchange.getResponseBody().write(all, 0, all.length / 2);
      exchange.getResponseBody().flush();
    } else {
      send(exchange, 200, Map.of("ETag", "\"" + Arrays.hashCode(all) + "\""), all);
    }
  }

  private void suffix(HttpExchange exchange, byte[] all, long n) throws IOException {
    if (has(Quirk.SUFFIX_IS_400)) {
      text(exchange, 400, "bad range");
    } else if (has(Quirk.SUFFIX_IS_501)) {
      text(exchange, 501, "no such ranges");
    } else if (has(Quirk.SUFFIX_IS_416) || all.length == 0) {
      send(exchange, 416, Map.of("Content-Range", "bytes */" + all.length), new byte[0]);
    } else if (has(Quirk.SUFFIX_IS_WHOLE)) {
      send(exchange, 200, Map.of(), all);
    } else if (has(Quirk.SUFFIX_IS_ENDLESS)) {
      exchange.sendResponseHeaders(206, 0);
      exchange.getResponseBody().write(all);
    } else if (has(Quirk.SUFFIX_IS_PREFIX)) {
      part(exchange, all, 0, n);
    } else {
      part(exchange, all, Math.max(0, all.length - n), all.length - 1L);
    }
  }

  private void part(HttpExchange exchange, byte[] all, long from, long to) throws IOException {
    if (from >= all.length) {
      send(exchange, 416, Map.of("Content-Range", "bytes */" + all.length), new byte[0]);
      return;
    }
    long last = Math.min(to, all.length - 1L);
    byte[] body = Arrays.copyOfRange(all, (int) from, (int) last + 1);
    long said = has(Quirk.WRONG_CONTENT_RANGE) ? from + 1 : from;
    String content = "bytes " + said + "-" + (said + body.length - 1) + "/" + all.length;
    if (has(Quirk.SHORT_BODIES)) {
      exchange.getResponseHeaders().set("Content-Range", content);
      exchange.sendResponseHeaders(206, body.length);
      exchange.getResponseBody().write(body, 0, body.length / 2);
      exchange.getResponseBody().flush();
    } else {
      send(
          exchange,
          206,
          has(Quirk.NO_CONTENT_RANGE) ? Map.of() : Map.of("Content-Range", content),
          body);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void text(HttpExchange exchange, int status, String text) throws IOException {
    send(exchange, status, Map.of("Content-Type", "text/html"), bytes(text));
  }

  private static void send(
      HttpExchange exchange, int status, Map<String, String> headers, byte[] body)
      throws IOException {
    headers.forEach(exchange.getResponseHeaders()::set);
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseHeaders().set("Content-Length", String.valueOf(body.length));
      exchange.sendResponseHeaders(status, -1);
    } else if (body.length == 0) {
      exchange.sendResponseHeaders(status, -1);
    } else {
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  @Override
  public void close() {
    quirks();
    http.stop(0);
    threads.close();
  }
}

package io.cellar.source.keys;

import io.cellar.input.PrintableText;
import io.cellar.input.Redaction;
import io.cellar.source.ByteRange;
import io.cellar.source.HttpFetcher;
import io.cellar.source.ObjectReply;
import io.cellar.source.ObjectRequest.Method;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The objects below an address of a web server or an object store. A query part of the address is
 * sent with every request and shown nowhere.
 *
 * <p>What an answer means: 404, 410 and a redirect to the address with a slash at its end prove
 * that there is no such object. So does 403 from a store like Amazon's, which answers so for what
 * is not there to those who may not list, once the store has let something else be read; but not if
 * the address has a query part, whose permission may have run out, and not if the store gives
 * another reason. All else is a failure.
 *
 * <p>A key may begin with {@code ../}, as long as it stays on the host, or in the bucket. All
 * stores made from one by {@link #at} and {@link #parent} share what is known of the server.
 */
public final class HttpKeys implements KeyStore {
  private final HttpStore store;
  private final List<String> folder;
  private final Optional<String> badKey;

  /** What answers are counted for. */
  private final String tallied;

  /**
   * The objects below an address.
   *
   * @param address http or https, with a host; a slash at its end is of no meaning
   */
  public HttpKeys(HttpFetcher http, URI address) {
    this(
        new HttpStore(
            http,
            new Endpoint.Plain(
                new Base(address.getScheme() + "://" + address.getRawAuthority(), List.of())),
            Optional.ofNullable(address.getRawQuery())),
        parts(address));
  }

  /**
   * @param folder percent-encoded parts of the path below the store's top
   */
  HttpKeys(HttpStore store, List<String> folder) {
    this(store, folder, Optional.empty());
  }

  private HttpKeys(HttpStore store, List<String> folder, Optional<String> badKey) {
    this.store = store;
    this.folder = List.copyOf(folder);
    this.badKey = badKey;
    this.tallied = String.join("/", folder);
  }

  private static List<String> parts(URI address) {
    String path = address.getRawPath() == null ? "" : address.getRawPath();
    String inner = KeyParts.withoutSlash(path.startsWith("/") ? path.substring(1) : path);
    return inner.isEmpty() ? List.of() : List.of(inner.split("/", -1));
  }

  @Override
  public String address(String key) {
    try {
      return Redaction.address(store.address(below(key)));
    } catch (SourceException _) {
      return Redaction.address(store.address(folder)) + "/" + PrintableText.of(key, 200);
    }
  }

  @Override
  public String host() {
    return store.host();
  }

  @Override
  public boolean signs() {
    return store.signs();
  }

  @Override
  public boolean isLocal() {
    return false;
  }

  @Override
  public Object identity() {
    return List.of(store.identity(), folder, badKey);
  }

  @Override
  public Optional<StoredObject> get(String key, long mostBytes, TransferProgress progress)
      throws SourceException, InterruptedException {
    ObjectReply reply = store.ask(object(key), Method.GET, Optional.empty(), mostBytes, progress);
    if (reply.status() == 206) {
      throw reply.failure();
    }
    return store.isThere(reply, tallied)
        ? Optional.of(store.stored(reply.body(), reply))
        : Optional.empty();
  }

  @Override
  public Optional<StoredObject> get(String key, ByteRange range, TransferProgress progress)
      throws SourceException, InterruptedException {
    return new Ranges(store, object(key), tallied, progress).get(range);
  }

  @Override
  public Look look(String key) throws SourceException, InterruptedException {
    ObjectReply reply =
        store.ask(object(key), Method.GET, Optional.empty(), MOST_METADATA, TransferProgress.NONE);
    int status = reply.status();
    byte[] body = status == 200 ? Pages.unzipped(reply.body()) : new byte[0];
    if (Pages.isJson(body)) {
      store.memory().came();
      return new Look(key, Optional.of(body), Pages.words(body));
    }
    if (status == 200) {
      return new Look(key, Optional.empty(), "answered with " + reply.described());
    }
    if (reply.toFolder()) {
      return new Look(key, Optional.empty(), status + " (a folder)");
    }
    SourceException failure = store.failure(reply);
    if (status >= 500 || status == 407 || failure instanceof SourceException.Unavailable) {
      throw failure;
    }
    if (status < 400) {
      throw failure;
    }
    String code = ErrorPage.of(reply).code().map(c -> " (" + c + ")").orElse("");
    return new Look(key, Optional.empty(), status + code);
  }

  /** No server is asked for a listing: most deny it, and each has a form of its own. */
  @Override
  public Optional<List<String>> list(String key) {
    return Optional.empty();
  }

  @Override
  public StoreNotes notes() {
    return store.memory().notes(tallied);
  }

  @Override
  public void forget() {
    store.forget();
  }

  @Override
  public KeyStore at(String key) {
    try {
      return new HttpKeys(store, below(KeyParts.withoutSlash(key)));
    } catch (SourceException _) {
      return new HttpKeys(store, folder, Optional.of(key));
    }
  }

  @Override
  public Optional<KeyStore> parent() {
    return folder.isEmpty()
        ? Optional.empty()
        : Optional.of(new HttpKeys(store, folder.subList(0, folder.size() - 1), badKey));
  }

  private List<String> object(String key) throws SourceException {
    if (key.isEmpty() || key.equals("..") || key.endsWith("/..")) {
      throw KeyParts.refused(key);
    }
    return below(key);
  }

  /** The percent-encoded parts from the store's top. */
  private List<String> below(String key) throws SourceException {
    if (badKey.isPresent()) {
      throw KeyParts.refused(badKey.get());
    }
    List<String> parts = new ArrayList<>(folder);
    String rest = key;
    while (rest.equals("..") || rest.startsWith("../")) {
      if (parts.isEmpty()) {
        throw KeyParts.refused(key);
      }
      parts.removeLast();
      rest = rest.substring(Math.min(3, rest.length()));
    }
    for (String part : KeyParts.of(rest)) {
      parts.add(Base.escape(part));
    }
    return parts;
  }
}

package io.cellar.source.keys;

import io.cellar.input.PrintableText;
import io.cellar.source.Addresses;
import io.cellar.source.ByteRange;
import io.cellar.source.HttpFetcher;
import io.cellar.source.ObjectReply;
import io.cellar.source.ObjectRequest;
import io.cellar.source.ObjectRequest.Method;
import io.cellar.source.SharedLoads;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One store on the web, shared by all {@link HttpKeys} of it: asks, and decides what an answer
 * means. Thread-safe.
 */
final class HttpStore {
  private static final int LONGEST_TAG = 200;

  /** 64 MiB: kept of whole objects, for their other parts. */
  private static final long MOST_KEPT = 64L << 20;

  private static final List<String> STORES =
      List.of("amazonaws.com", "amazonaws.com.cn", "storage.googleapis.com");
  private static final List<String> HEADERS = List.of("x-amz-", "x-goog-", "x-minio-");

  private final HttpFetcher http;
  private final Endpoint endpoint;
  private final Optional<String> query;
  private final String host;
  private final StoreMemory memory = new StoreMemory();

  /** Answers of servers that send objects whole where parts of them are asked for. */
  private final SharedLoads<List<String>, ObjectReply> wholes =
      new SharedLoads<>(MOST_KEPT, reply -> reply.body().length);

  /**
   * @param query part of the address that is sent with every request and shown nowhere
   */
  HttpStore(HttpFetcher http, Endpoint endpoint, Optional<String> query) {
    this.http = http;
    this.endpoint = endpoint;
    this.query = query;
    this.host = Addresses.origin(endpoint.base().uri(List.of(), Optional.empty()));
  }

  StoreMemory memory() {
    return memory;
  }

  String host() {
    return host;
  }

  /** As {@link KeyStore#signs}. */
  boolean signs() {
    return endpoint.signs();
  }

  /** As {@link KeyStore#identity}. */
  Object identity() {
    return List.of(endpoint.identity(), query, http);
  }

  /**
   * Asks for a part of an object. A server that has sent a whole one before is asked by one at a
   * time, and what it sends is kept for the other parts.
   *
   * @param range from the object's beginning
   */
  ObjectReply part(
      List<String> object, ByteRange.Of range, long mostBytes, TransferProgress progress)
      throws SourceException, InterruptedException {
    AtomicReference<ObjectReply> own = new AtomicReference<>();
    if (memory.withoutRanges()) {
      ObjectReply reply =
          wholes
              .get(
                  object,
                  () -> {
                    own.set(ask(object, Method.GET, Optional.of(range), mostBytes, progress));
                    return Optional.of(own.get());
                  })
              .orElseThrow();
      boolean known = own.get() == null;
      if (reply.status() == 200 && !(known && isShort(reply, range))) {
        return reply;
      }
      wholes.forget(object);
    }
    ObjectReply reply =
        own.get() != null
            ? own.get()
            : ask(object, Method.GET, Optional.of(range), mostBytes, progress);
    if (reply.status() == 200) {
      memory.rangesFail();
      wholes.get(object, () -> Optional.of(reply));
    }
    return reply;
  }

  /** One that is kept may have been cut off; then it is asked for again. */
  private static boolean isShort(ObjectReply reply, ByteRange.Of range) {
    return reply.body().length < range.offset() + range.length();
  }

  /** Forgets whole objects. */
  void forget() {
    wholes.forget();
  }

  /** An address without its query part. */
  String address(List<String> below) {
    return endpoint.base().address(below);
  }

  /** Asks for an object, where the store is and as whom it lets read. */
  ObjectReply ask(
      List<String> below,
      Method method,
      Optional<ByteRange> range,
      long mostBytes,
      TransferProgress progress)
      throws SourceException, InterruptedException {
    int moves = endpoint.moves();
    boolean signed = endpoint.signs();
    ObjectReply reply = send(below, method, range, mostBytes, signed, progress);
    if (endpoint.moved(reply, below, moves)) {
      signed = endpoint.signs();
      reply = send(below, method, range, mostBytes, signed, progress);
    }
    if (signed && endpoint.mayBeOpen(reply)) {
      ObjectReply unsigned = send(below, method, range, mostBytes, false, progress);
      return endpoint.isOpen(unsigned) ? unsigned : reply;
    }
    return reply;
  }

  private ObjectReply send(
      List<String> below,
      Method method,
      Optional<ByteRange> range,
      long mostBytes,
      boolean signed,
      TransferProgress progress)
      throws SourceException, InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException(); // An answer from nearby may be there before anybody looks.
    }
    ObjectRequest request =
        new ObjectRequest(
            endpoint.base().uri(below, query),
            method,
            range,
            mostBytes,
            Map.of(),
            endpoint.follows());
    return http.ask(endpoint.prepared(request, signed), progress);
  }

  /**
   * Tells an object from the proof that there is none.
   *
   * @param folder what the answer is counted for
   * @return false when it is proved that there is no such object; true for 200 and 206
   * @throws SourceException for all other answers
   */
  boolean isThere(ObjectReply reply, String folder) throws SourceException {
    int status = reply.status();
    if (status == 200 || status == 206) {
      memory.certain(folder);
      return true;
    }
    if (status == 404 || status == 410 || reply.toFolder()) {
      memory.certain(folder);
      return false;
    }
    if (status == 403 && isMissingUnlisted(reply)) {
      memory.forbidden(folder);
      return false;
    }
    throw failure(reply);
  }

  /**
   * True for the 403 that object stores answer for what is not there to those who may not list:
   * believed only of such a store, once it has let something be read, and never of an address with
   * a query part, whose permission may have run out.
   */
  private boolean isMissingUnlisted(ObjectReply reply) {
    ErrorPage page = ErrorPage.of(reply);
    return memory.hasRead()
        && query.isEmpty()
        && !page.hasOtherReason()
        && (page.isAccessDenied() || isObjectStore() || hasStoreHeader(reply));
  }

  private boolean isObjectStore() {
    String name = endpoint.base().uri(List.of(), Optional.empty()).getHost();
    String lower = name.toLowerCase(Locale.ROOT);
    return STORES.stream().anyMatch(s -> lower.equals(s) || lower.endsWith("." + s));
  }

  private static boolean hasStoreHeader(ObjectReply reply) {
    return reply.headers().names().stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .anyMatch(name -> HEADERS.stream().anyMatch(name::startsWith));
  }

  /** What an answer without an object stands for. */
  SourceException failure(ObjectReply reply) {
    SourceException failure = reply.failure();
    if (!(failure instanceof SourceException.AccessDenied)) {
      return failure;
    }
    String code = ErrorPage.of(reply).code().map(c -> " (" + c + ")").orElse("");
    String remark = endpoint.remark().map(r -> "; " + r).orElse("");
    return code.isEmpty() && remark.isEmpty()
        ? failure
        : new SourceException.AccessDenied(failure.getMessage() + code + remark);
  }

  /** Something that came. A page in its place is no sign that one may read. */
  StoredObject stored(byte[] bytes, ObjectReply reply) {
    if (!Pages.beginsLikeOne(bytes)) {
      memory.came();
    }
    return new StoredObject(
        bytes,
        reply.header("ETag").map(tag -> PrintableText.of(tag, LONGEST_TAG)),
        reply.firstByteNanos());
  }
}

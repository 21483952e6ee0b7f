package io.cellar.source.keys;

import io.cellar.source.ByteRange;
import io.cellar.source.ObjectReply;
import io.cellar.source.ObjectRequest.Method;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parts of objects from servers that differ in what they understand of ranges (RFC 9110, section
 * 14). What has worked is remembered for the store.
 */
final class Ranges {
  /** 256 MiB: longest object that is taken whole for one of its parts. */
  private static final long MOST_WHOLE = 256L << 20;

  private static final int LONGEST = Integer.MAX_VALUE - 8;
  private static final Pattern CONTENT_RANGE =
      Pattern.compile("bytes\\s+(\\d{1,18})-(\\d{1,18})/(\\d{1,18}|\\*)");
  private static final Pattern UNSATISFIED = Pattern.compile("bytes\\s+\\*/(\\d{1,18})");

  private final HttpStore store;
  private final List<String> object;
  private final String folder;
  private final TransferProgress progress;

  /**
   * @param object its percent-encoded parts
   * @param folder what answers are counted for
   */
  Ranges(HttpStore store, List<String> object, String folder, TransferProgress progress) {
    this.store = store;
    this.object = object;
    this.folder = folder;
    this.progress = progress;
  }

  /** A part; empty when it is proved that there is no such object. */
  Optional<StoredObject> get(ByteRange range) throws SourceException, InterruptedException {
    if (range.length() > LONGEST) {
      throw new SourceException.Invalid(
          address() + ": " + range + " are more than can be taken at once", null);
    }
    return switch (range) {
      case ByteRange.Of part -> part(part);
      case ByteRange.Last part -> last(part);
    };
  }

  private Optional<StoredObject> part(ByteRange.Of range)
      throws SourceException, InterruptedException {
    ObjectReply reply = store.part(object, range, MOST_WHOLE, progress);
    if (reply.status() == 416) {
      throw tooShort(range, reply);
    }
    if (!store.isThere(reply, folder)) {
      return Optional.empty();
    }
    byte[] bytes = reply.status() == 206 ? sent(range, reply) : cut(range, reply);
    return Optional.of(store.stored(bytes, reply));
  }

  /** The body of a 206, if it is what was asked for. */
  private static byte[] sent(ByteRange.Of range, ObjectReply reply) throws SourceException {
    Optional<String> header = reply.header("Content-Range");
    if (header.isPresent()) {
      Matcher m = CONTENT_RANGE.matcher(header.get().strip());
      long from = m.matches() ? Long.parseLong(m.group(1)) : -1;
      long to = m.matches() ? Long.parseLong(m.group(2)) : -1;
      if (from == range.offset()
          && to < range.offset() + range.length() - 1
          && m.group(3).equals(String.valueOf(to + 1))) {
        throw tooShort(range, reply);
      }
      if (from != range.offset() || to != range.offset() + range.length() - 1) {
        throw new SourceException.Invalid(
            reply.address() + ": another part came than " + range + ": " + header.get(), null);
      }
    }
    if (reply.body().length != range.length()) {
      long came = Math.max(reply.contentLength(), reply.body().length);
      throw new SourceException.Invalid(
          reply.address() + ": " + came + " bytes came, where " + range + " were expected", null);
    }
    return reply.body();
  }

  /** The part of a whole object, from a server that does not honour ranges. */
  private static byte[] cut(ByteRange.Of range, ObjectReply reply) throws SourceException {
    byte[] whole = reply.body();
    if (range.offset() + range.length() > whole.length) {
      throw tooShort(range, reply);
    }
    int from = (int) range.offset();
    return Arrays.copyOfRange(whole, from, from + (int) range.length());
  }

  private Optional<StoredObject> last(ByteRange.Last range)
      throws SourceException, InterruptedException {
    OptionalLong size = OptionalLong.empty();
    StoreMemory memory = store.memory();
    if (memory.suffix() != StoreMemory.Suffix.FAILS) {
      Optional<ObjectReply> reply = suffix(range);
      Optional<byte[]> bytes = Optional.empty();
      if (reply.isPresent() && !mayNotKnowSuffixes(reply.get().status())) {
        if (!store.isThere(reply.get(), folder)) {
          return Optional.empty();
        }
        bytes = ending(range, reply.get());
      }
      if (bytes.isPresent()) {
        memory.suffix(StoreMemory.Suffix.WORKS);
        return Optional.of(store.stored(bytes.get(), reply.get()));
      }
      if (memory.suffix() == StoreMemory.Suffix.UNTRIED) {
        memory.suffix(StoreMemory.Suffix.FAILS);
      }
      if (reply.isPresent() && reply.get().status() == 200) {
        size = plainLength(reply.get());
      }
    }
    if (size.isEmpty()) {
      size = size();
      if (size.isEmpty()) {
        return Optional.empty();
      }
    }
    long offset = size.getAsLong() - range.length();
    if (offset < 0) {
      throw new SourceException.Invalid(
          address()
              + ": too short, "
              + size.getAsLong()
              + " bytes, where "
              + range
              + " were expected",
          null);
    }
    return part(new ByteRange.Of(offset, range.length()));
  }

  /** Asks for the last bytes; empty when, at the first try, something else came for them. */
  private Optional<ObjectReply> suffix(ByteRange.Last range)
      throws SourceException, InterruptedException {
    boolean untried = store.memory().suffix() == StoreMemory.Suffix.UNTRIED;
    try {
      return Optional.of(store.ask(object, Method.GET, Optional.of(range), MOST_WHOLE, progress));
    } catch (SourceException.Invalid e) {
      if (untried) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static boolean mayNotKnowSuffixes(int status) {
    return status == 200 || status == 400 || status == 405 || status == 416 || status == 501;
  }

  /** The body of a 206 if it is the object's end, as far as the server tells. */
  private static Optional<byte[]> ending(ByteRange.Last range, ObjectReply reply)
      throws SourceException {
    Matcher m = CONTENT_RANGE.matcher(reply.header("Content-Range").orElse("").strip());
    if (m.matches() && !m.group(3).equals("*")) {
      long total = Long.parseLong(m.group(3));
      long from = Long.parseLong(m.group(1));
      if (from == 0 && total < range.length() && reply.body().length == total) {
        throw tooShort(range, reply);
      }
      if (from != total - range.length() || Long.parseLong(m.group(2)) != total - 1) {
        return Optional.empty();
      }
    }
    return reply.body().length == range.length() ? Optional.of(reply.body()) : Optional.empty();
  }

  /** An object's length; empty when it is proved that there is none. */
  private OptionalLong size() throws SourceException, InterruptedException {
    if (!store.memory().headFails()) {
      ObjectReply reply = head();
      OptionalLong length = reply.status() == 200 ? plainLength(reply) : OptionalLong.empty();
      if (length.isPresent()) {
        return length;
      }
      if (reply.status() != 404 && reply.status() < 500 || reply.status() == 501) {
        store.memory().headFailed();
      }
    }
    ObjectReply reply =
        store.part(object, new ByteRange.Of(0, 1), MOST_WHOLE, TransferProgress.NONE);
    Matcher none = UNSATISFIED.matcher(reply.header("Content-Range").orElse("").strip());
    if (reply.status() == 416 && none.matches()) {
      return OptionalLong.of(Long.parseLong(none.group(1)));
    }
    if (!store.isThere(reply, folder)) {
      return OptionalLong.empty();
    }
    if (reply.status() == 200) {
      return OptionalLong.of(reply.body().length);
    }
    Matcher m = CONTENT_RANGE.matcher(reply.header("Content-Range").orElse("").strip());
    if (!m.matches() || m.group(3).equals("*")) {
      throw new SourceException.Invalid(
          reply.address() + ": the server does not tell how long the object is", null);
    }
    return OptionalLong.of(Long.parseLong(m.group(3)));
  }

  private ObjectReply head() throws SourceException, InterruptedException {
    return store.ask(object, Method.HEAD, Optional.empty(), 0, TransferProgress.NONE);
  }

  private static OptionalLong plainLength(ObjectReply reply) {
    long length = reply.contentLength();
    return length >= 0 && reply.isPlain() ? OptionalLong.of(length) : OptionalLong.empty();
  }

  private static SourceException tooShort(ByteRange range, ObjectReply reply) {
    return new SourceException.Invalid(
        reply.address() + ": too short, where " + range + " were expected", null);
  }

  private String address() {
    return store.address(object);
  }
}

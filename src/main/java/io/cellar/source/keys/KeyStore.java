package io.cellar.source.keys;

import io.cellar.source.ByteRange;
import io.cellar.source.SourceException;
import io.cellar.source.TransferProgress;
import java.util.List;
import java.util.Optional;

/**
 * Objects by key below one root: what a web server or an object store has below an address, or the
 * files of a folder. A key is relative to the root, its parts joined by {@code /}, as the format
 * spells it (not percent-encoded). Thread-safe. What is asked for may wait for the network:
 * interrupt the thread to end the transfer.
 *
 * <p>Keys may come from files of strangers. One with an empty part, {@code .} or {@code ..} in it,
 * or with a slash at its beginning or end, is a {@link SourceException.Refused} when it is asked
 * for; only on the web may a key begin with {@code ../}, as far as the top of the host or bucket.
 */
public interface KeyStore {

  /** Longest metadata that is read, in bytes. */
  long MOST_METADATA = 64L << 20;

  /** An object's address or path for messages: printable, without secrets. */
  String address(String key);

  /**
   * What requests count against, such as {@code https://example.org:443}; {@code file:} locally.
   */
  String host();

  /**
   * True when requests are signed with the user's keys for the store. Returns at once; by default
   * nothing is signed.
   */
  default boolean signs() {
    return false;
  }

  /** True for a folder of the user's own. */
  boolean isLocal();

  /**
   * Equal to another store's when both ask for the same objects, at the same place and as the same
   * user. Has secrets in it: never to be shown. By default no other store is the same.
   */
  default Object identity() {
    return this;
  }

  /**
   * A whole object.
   *
   * @param mostBytes an object of more is an {@link SourceException.Invalid}
   * @return empty when it is proved that there is none
   * @throws SourceException if neither it nor that proof can be had
   */
  Optional<StoredObject> get(String key, long mostBytes, TransferProgress progress)
      throws SourceException, InterruptedException;

  /**
   * A part of an object, exactly as long as the range.
   *
   * @return empty when it is proved that there is no such object
   * @throws SourceException if neither it nor that proof can be had; {@link
   *     SourceException.Invalid} also when the object is too short
   */
  Optional<StoredObject> get(String key, ByteRange range, TransferProgress progress)
      throws SourceException, InterruptedException;

  /**
   * Looks whether there is metadata under a key, where it is not known what the place holds. An
   * answer that is a page, a refusal (401, 403) or a 404 all mean that there is none to be had, and
   * {@link Look#answer} tells which.
   *
   * @throws SourceException if the place cannot be asked at all (5xx, no connection, time-out)
   */
  Look look(String key) throws SourceException, InterruptedException;

  /**
   * What came of a look.
   *
   * @param key what was looked for
   * @param body at most {@link #MOST_METADATA} bytes
   * @param answer in few words, such as {@code 404} or {@code answered with an HTML page}
   */
  record Look(String key, Optional<byte[]> body, String answer) {
    /** The answer of a folder that has no such file. */
    public static final String NO_FILE = "no such file";
  }

  /**
   * Names below a key, folders with a {@code /} at their end, sorted; none below a key that is no
   * folder. Empty where names are not told at all, as on the web.
   */
  Optional<List<String>> list(String key) throws SourceException;

  /**
   * The store whose root is this one's key, of several parts perhaps, and with a slash at its end
   * or not. Asks for nothing, and never fails: where the key is none, the store's {@code get} does.
   */
  KeyStore at(String key);

  /** The store whose root is one step up; empty at the top of a host, bucket or disk. */
  Optional<KeyStore> parent();

  /** What the answers so far have shown that a user should be told of. Returns at once. */
  StoreNotes notes();

  /** Forgets objects that were kept, so that the next who asks gets them anew. Returns at once. */
  void forget();
}

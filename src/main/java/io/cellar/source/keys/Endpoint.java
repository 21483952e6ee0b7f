package io.cellar.source.keys;

import io.cellar.source.ObjectReply;
import io.cellar.source.ObjectRequest;
import java.util.List;
import java.util.Optional;

/** Where a store is asked, and as whom. Thread-safe. */
interface Endpoint {

  /** Equal to another's that was set up in the same way. */
  Object identity();

  /** Where to ask now. */
  Base base();

  /** How often the store has turned out to be elsewhere. */
  int moves();

  /** True when the client may follow redirects by itself. */
  boolean follows();

  /** True when requests are signed. */
  boolean signs();

  /** The request as it is sent: signed, if it is to be. */
  ObjectRequest prepared(ObjectRequest request, boolean signed);

  /**
   * Looks whether an answer tells that the store is elsewhere.
   *
   * @param below what was asked for, percent-encoded
   * @param movesBefore {@link #moves} when it was asked
   * @return true when the same must be asked again
   */
  boolean moved(ObjectReply reply, List<String> below, int movesBefore);

  /**
   * Told what a signed request brought.
   *
   * @return true for a refusal that may be due to who signs: to be tried without
   */
  boolean mayBeOpen(ObjectReply signed);

  /** Told what the same brought unsigned; true if so, and from now on nothing is signed. */
  boolean isOpen(ObjectReply unsigned);

  /** What may explain a refusal, in few words. */
  Optional<String> remark();

  /** A server that anybody may ask, or that the client shows credentials to. */
  record Plain(Base base) implements Endpoint {
    @Override
    public Object identity() {
      return this;
    }

    @Override
    public int moves() {
      return 0;
    }

    @Override
    public boolean follows() {
      return true;
    }

    @Override
    public boolean signs() {
      return false;
    }

    @Override
    public ObjectRequest prepared(ObjectRequest request, boolean signed) {
      return request;
    }

    @Override
    public boolean moved(ObjectReply reply, List<String> below, int movesBefore) {
      return false;
    }

    @Override
    public boolean mayBeOpen(ObjectReply signed) {
      return false;
    }

    @Override
    public boolean isOpen(ObjectReply unsigned) {
      return false;
    }

    @Override
    public Optional<String> remark() {
      return Optional.empty();
    }
  }
}

package io.cellar.source.keys;

import io.cellar.source.ObjectReply;
import io.cellar.source.ObjectRequest;
import java.util.List;
import java.util.Optional;

/** Where a store is asked, and as whom. Thread-safe. */
interface Endpoint {

  /** Where to ask now. */
  Base base();

  /** True when requests are signed. */
  boolean signs();

  /** The request as it is sent: signed, if it is to be. */
  ObjectRequest prepared(ObjectRequest request, boolean signed);

  /**
   * Looks whether an answer tells that the store is elsewhere.
   *
   * @param below what was asked for, percent-encoded
   * @return true when the same must be asked again
   */
  boolean moved(ObjectReply reply, List<String> below);

  /** True when a refusal of a signed request may be the signer's, so that nobody should ask. */
  boolean mayBeOpen(ObjectReply refused);

  /** Told what an unsigned request brought after {@link #mayBeOpen}; true when it stays so. */
  boolean isOpen(ObjectReply unsigned);

  /** What may explain a refusal, in few words. */
  Optional<String> remark();

  /** A server that anybody may ask, or that the client shows credentials to. */
  record Plain(Base base) implements Endpoint {
    @Override
    public boolean signs() {
      return false;
    }

    @Override
    public ObjectRequest prepared(ObjectRequest request, boolean signed) {
      return request;
    }

    @Override
    public boolean moved(ObjectReply reply, List<String> below) {
      return false;
    }

    @Override
    public boolean mayBeOpen(ObjectReply refused) {
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

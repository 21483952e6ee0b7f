package io.cellar.session;

import java.io.IOException;

/** A server would have to be asked that nobody has agreed to; it was not. */
public final class HostNotAgreedException extends IOException {
  private static final long serialVersionUID = 1;
  private final String origin;
  private final boolean signs;

  /**
   * Nobody agreed to a server.
   *
   * @param origin such as {@code https://example.org:443}
   * @param signs whether requests to it would be signed with the user's keys for the store
   */
  public HostNotAgreedException(String origin, boolean signs) {
    super(
        "nobody has agreed to ask "
            + origin
            + "; open the volume again in the window, where you are asked");
    this.origin = origin;
    this.signs = signs;
  }

  /** Scheme, host and port, such as {@code https://example.org:443}. */
  public String origin() {
    return origin;
  }

  /** True when requests to it would be signed with the user's keys for the store. */
  public boolean signs() {
    return signs;
  }
}

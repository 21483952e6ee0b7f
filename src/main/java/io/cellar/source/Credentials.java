package io.cellar.source;

import java.util.Optional;

/** What to show to which host. Asked once per request, on any thread. */
@FunctionalInterface
public interface Credentials {

  /** No host gets any. */
  Credentials NONE = origin -> Optional.empty();

  /**
   * The header for a host. It is sent over https, or to this machine, and nowhere else.
   *
   * @param origin scheme, host and port such as {@code https://example.org:443}
   */
  Optional<Header> forHost(String origin);

  /** A header such as {@code Authorization}. Its value is a secret. */
  record Header(String name, String value) {
    @Override
    public String toString() {
      return name + ": (hidden)";
    }
  }
}

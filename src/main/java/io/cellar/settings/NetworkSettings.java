package io.cellar.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How the network is reached.
 *
 * @param proxy {@code http://host:port}; empty: what the environment variables {@code http_proxy},
 *     {@code https_proxy} and {@code no_proxy} say
 * @param certificates PEM file of further authorities to trust; empty: the system's alone
 */
public record NetworkSettings(Optional<URI> proxy, Optional<Path> certificates) {

  /** As the environment says. */
  public static final NetworkSettings DEFAULT =
      new NetworkSettings(Optional.empty(), Optional.empty());

  public NetworkSettings {
    if (proxy.isPresent()) {
      URI uri = proxy.get();
      boolean plain = uri.getHost() != null && uri.getUserInfo() == null;
      if (!plain || !"http".equalsIgnoreCase(uri.getScheme()) || uri.getPort() > 65535) {
        throw new IllegalArgumentException(
            "the proxy must be http://host:port, without user name and password");
      }
    }
  }

  public NetworkSettings withProxy(Optional<URI> changed) {
    return new NetworkSettings(changed, certificates);
  }

  public NetworkSettings withCertificates(Optional<Path> changed) {
    return new NetworkSettings(proxy, changed);
  }
}

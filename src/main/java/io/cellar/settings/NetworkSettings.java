package io.cellar.settings;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * How the network is reached.
 *
 * @param proxy {@code http://host:port}; empty: what the environment variables {@code http_proxy},
 *     {@code https_proxy} and {@code no_proxy} say
 * @param certificates PEM file of further authorities to trust; empty: the system's alone
 * @param s3Endpoint server that {@code s3://} addresses are asked from, such as one of MinIO;
 *     empty: what the environment variable {@code AWS_ENDPOINT_URL} says, else Amazon's
 */
public record NetworkSettings(
    Optional<URI> proxy, Optional<Path> certificates, Optional<URI> s3Endpoint) {

  /** As the environment says. */
  public static final NetworkSettings DEFAULT =
      new NetworkSettings(Optional.empty(), Optional.empty(), Optional.empty());

  public NetworkSettings {
    if (proxy.isPresent()) {
      URI uri = proxy.get();
      boolean plain = uri.getHost() != null && uri.getUserInfo() == null;
      if (!plain || !"http".equalsIgnoreCase(uri.getScheme()) || uri.getPort() > 65535) {
        throw new IllegalArgumentException(
            "the proxy must be http://host:port, without user name and password");
      }
    }
    if (s3Endpoint.isPresent() && !isServer(s3Endpoint.get())) {
      throw new IllegalArgumentException(
          "the server for s3:// must be http://host:port or https://host, without user name");
    }
  }

  private static boolean isServer(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    return (scheme.equals("http") || scheme.equals("https"))
        && uri.getHost() != null
        && uri.getUserInfo() == null
        && uri.getPort() <= 65535;
  }

  public NetworkSettings withProxy(Optional<URI> changed) {
    return new NetworkSettings(changed, certificates, s3Endpoint);
  }

  public NetworkSettings withCertificates(Optional<Path> changed) {
    return new NetworkSettings(proxy, changed, s3Endpoint);
  }

  public NetworkSettings withS3Endpoint(Optional<URI> changed) {
    return new NetworkSettings(proxy, certificates, changed);
  }
}

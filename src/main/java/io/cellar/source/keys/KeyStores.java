package io.cellar.source.keys;

import io.cellar.input.Location;
import io.cellar.source.HttpFetcher;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Opens stores by what a user types: {@code http://}, {@code https://}, {@code s3://bucket/prefix},
 * {@code gs://bucket/prefix}, a folder. Asks for nothing by itself. Thread-safe.
 *
 * <p>Amazon's credentials, region and endpoint are the environment's and the profile's, as for
 * Amazon's own tools; without any, requests are not signed. In {@code s3://} and {@code gs://} the
 * prefix is taken as it stands, not percent-encoded.
 */
public final class KeyStores {
  private static final String GOOGLE = "https://storage.googleapis.com";
  private static final Pattern BUCKET =
      Pattern.compile("(?i)(s3|gs)://([^/?#]*)([^?#]*)(?:\\?([^#]*))?(?:#.*)?", Pattern.DOTALL);

  private final HttpFetcher http;
  private final Map<String, String> environment;
  private final Path home;
  private final Optional<URI> s3Endpoint;
  private final InstantSource time;

  /**
   * @param environment of the process
   * @param home the user's folder, with {@code .aws} in it
   * @param s3Endpoint of a store other than Amazon's, before what the environment says
   */
  public KeyStores(
      HttpFetcher http, Map<String, String> environment, Path home, Optional<URI> s3Endpoint) {
    this(http, environment, home, s3Endpoint, InstantSource.system());
  }

  KeyStores(
      HttpFetcher http,
      Map<String, String> environment,
      Path home,
      Optional<URI> s3Endpoint,
      InstantSource time) {
    this.http = http;
    this.environment = Map.copyOf(environment);
    this.home = home;
    this.s3Endpoint = s3Endpoint;
    this.time = time;
  }

  /**
   * Opens what was typed.
   *
   * @throws IllegalArgumentException saying why it is neither an address nor a path; the text is
   *     not quoted
   */
  public KeyStore open(String place) {
    Matcher bucket = BUCKET.matcher(place.strip());
    if (!bucket.matches()) {
      return open(Location.parse(place));
    }
    if (place.chars().anyMatch(c -> c < 0x20 || c == 0x7f)) {
      throw new IllegalArgumentException("control characters may not stand in an address");
    }
    List<String> prefix = parts(bucket.group(3));
    Optional<String> query =
        Optional.ofNullable(bucket.group(4))
            .map(q -> Location.Address.parse(GOOGLE + "/?" + q).uri().getRawQuery());
    Endpoint endpoint =
        bucket.group(1).equalsIgnoreCase("s3") ? s3(bucket.group(2)) : google(bucket.group(2));
    return new HttpKeys(new HttpStore(http, endpoint, query), prefix);
  }

  /** Opens an address or a folder. */
  public KeyStore open(Location place) {
    return switch (place) {
      case Location.Address(URI uri) -> new HttpKeys(http, uri);
      case Location.OnDisk(Path path) -> new FolderKeys(path);
    };
  }

  private Endpoint s3(String bucket) {
    AwsSetup setup = AwsSetup.of(environment, home).withEndpoint(s3Endpoint.map(URI::toString));
    return new S3Endpoint(bucket, setup, time);
  }

  private static Endpoint google(String bucket) {
    if (!bucket.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
      throw new IllegalArgumentException(
          "not the name of a bucket, expected letters, digits, dots and hyphens");
    }
    return new Endpoint.Plain(new Base(GOOGLE, List.of(bucket)));
  }

  private static List<String> parts(String path) {
    String inner = KeyParts.withoutSlash(path.startsWith("/") ? path.substring(1) : path);
    return inner.isEmpty() ? List.of() : Stream.of(inner.split("/", -1)).map(Base::escape).toList();
  }
}

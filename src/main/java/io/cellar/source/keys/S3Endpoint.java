package io.cellar.source.keys;

import io.cellar.input.Location;
import io.cellar.source.Addresses;
import io.cellar.source.ObjectReply;
import io.cellar.source.ObjectRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A bucket of Amazon S3, or of a store that speaks like it (Amazon S3 User Guide, "Virtual hosting
 * of general purpose buckets" and "Request redirection and the REST API"). Requests are signed if
 * there are credentials and nobody can listen; where the store refuses them and lets anybody read,
 * they are not signed any more. Told that the bucket is in another region, it moves there, once.
 */
final class S3Endpoint implements Endpoint {
  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z0-9]{1,20}){1,4}");
  private static final Pattern BUCKET = Pattern.compile("[A-Za-z0-9._-]{1,255}");
  private static final Pattern HOST_NAME = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");
  private static final Pattern REGION_OF_HOST =
      Pattern.compile("(?:.*\\.)?s3[.-]([a-z0-9-]+)\\.amazonaws\\.com(?:\\.cn)?");
  private static final Set<Integer> GOOD = Set.of(200, 206, 404, 410, 416);
  private static final Set<Integer> REFUSED = Set.of(400, 401, 403);

  private final String bucket;
  private final AwsSetup setup;
  private final InstantSource time;
  private volatile Place place;
  private volatile boolean accepted;
  private volatile boolean open;

  /** Where the bucket is; its region only where it is known. */
  private record Place(Base base, Optional<String> region, int moves) {}

  /**
   * @throws IllegalArgumentException if the bucket or the store's address is none
   */
  S3Endpoint(String bucket, AwsSetup setup, InstantSource time) {
    if (!BUCKET.matcher(bucket).matches() || bucket.matches("[.]+")) {
      throw new IllegalArgumentException(
          "not the name of a bucket, expected letters, digits, dots and hyphens");
    }
    this.bucket = bucket;
    this.setup = setup;
    this.time = time;
    Optional<String> region = setup.region().filter(r -> REGION.matcher(r).matches());
    Base base =
        setup.endpoint().isPresent()
            ? ofStore(setup.endpoint().get())
            : ofAmazon(setup.credentials().isPresent() ? region : Optional.empty());
    this.place = new Place(base, region, 0);
  }

  private Base ofStore(String address) {
    URI uri = Location.Address.parse(address).uri();
    String path = uri.getRawPath().replaceAll("^/+|/+$", "");
    List<String> top =
        path.isEmpty()
            ? List.of(bucket)
            : Stream.concat(Stream.of(path.split("/", -1)), Stream.of(bucket)).toList();
    return new Base(uri.getScheme() + "://" + uri.getRawAuthority(), top);
  }

  /** A certificate for all buckets holds for names without dots only. */
  private Base ofAmazon(Optional<String> region) {
    String suffix = region.filter(r -> r.startsWith("cn-")).isPresent() ? ".cn" : "";
    String host = region.map(r -> "s3." + r).orElse("s3") + ".amazonaws.com" + suffix;
    return HOST_NAME.matcher(bucket).matches()
        ? new Base("https://" + bucket + "." + host, List.of())
        : new Base("https://" + host, List.of(bucket));
  }

  @Override
  public Object identity() {
    return List.of(bucket, setup);
  }

  @Override
  public Base base() {
    return place.base();
  }

  @Override
  public int moves() {
    return place.moves();
  }

  @Override
  public boolean follows() {
    return false;
  }

  @Override
  public boolean signs() {
    return setup.credentials().isPresent() && !open && Addresses.isConfidential(top());
  }

  private URI top() {
    return place.base().uri(List.of(), Optional.empty());
  }

  @Override
  public ObjectRequest prepared(ObjectRequest request, boolean signed) {
    if (!signed || !Addresses.isConfidential(request.uri())) {
      return request;
    }
    Map<String, String> headers = new HashMap<>();
    headers.put("x-amz-content-sha256", AwsSignature.NO_BODY);
    request.rangeHeader().ifPresent(range -> headers.put("range", range));
    AwsSignature signature =
        new AwsSignature(
            setup.credentials().orElseThrow(), place.region().orElse("us-east-1"), "s3");
    Map<String, String> all =
        signature.sign(request.method().name(), request.uri(), headers, time.instant());
    return request.withHeaders(all);
  }

  @Override
  public synchronized boolean moved(ObjectReply reply, List<String> below, int movesBefore) {
    if (place.moves() > movesBefore) {
      return reply.isRedirect() || REFUSED.contains(reply.status());
    }
    if (place.moves() > 0 || !reply.isRedirect() && reply.status() != 400) {
      return false;
    }
    Optional<Place> next = otherRegion(reply).or(() -> otherHost(reply, below));
    next.ifPresent(p -> place = p);
    return next.isPresent();
  }

  private Optional<Place> otherRegion(ObjectReply reply) {
    Optional<String> told =
        reply
            .header("x-amz-bucket-region")
            .or(() -> ErrorPage.of(reply).region())
            .filter(r -> REGION.matcher(r).matches());
    if (told.isEmpty() || told.equals(place.region())) {
      return Optional.empty();
    }
    if (setup.endpoint().isPresent()) {
      return signs() ? Optional.of(new Place(place.base(), told, 1)) : Optional.empty();
    }
    return Optional.of(new Place(ofAmazon(told), told, 1));
  }

  /** Follows to where the same key is, below another top. What is signed goes to Amazon only. */
  private Optional<Place> otherHost(ObjectReply reply, List<String> below) {
    URI from = place.base().uri(below, Optional.empty());
    URI to;
    try {
      to = from.resolve(new URI(reply.header("Location").orElse("").strip()));
    } catch (URISyntaxException _) {
      return Optional.empty();
    }
    String key = "/" + String.join("/", below);
    if (to.getHost() == null
        || to.getRawUserInfo() != null
        || to.getRawPath() == null
        || !to.getRawPath().endsWith(key)
        || to.equals(from)
        || !(to.getScheme().equalsIgnoreCase("https")
            || to.getScheme().equalsIgnoreCase("http") && from.getScheme().equals("http"))) {
      return Optional.empty();
    }
    Matcher amazon = REGION_OF_HOST.matcher(to.getHost().toLowerCase(Locale.ROOT));
    boolean staysAmazons =
        setup.endpoint().isEmpty() && amazon.matches() && to.getScheme().equals("https");
    if (signs() && !staysAmazons) {
      return Optional.empty();
    }
    String path = to.getRawPath().substring(0, to.getRawPath().length() - key.length());
    List<String> top = path.length() < 2 ? List.of() : List.of(path.substring(1).split("/", -1));
    Base base = new Base(to.getScheme() + "://" + to.getRawAuthority(), top);
    Optional<String> region = amazon.matches() ? Optional.of(amazon.group(1)) : place.region();
    return Optional.of(new Place(base, region, 1));
  }

  @Override
  public boolean mayBeOpen(ObjectReply reply) {
    if (GOOD.contains(reply.status())) {
      accepted = true;
    }
    return !accepted && REFUSED.contains(reply.status());
  }

  @Override
  public boolean isOpen(ObjectReply unsigned) {
    if (GOOD.contains(unsigned.status()) && !accepted) {
      open = true;
      return true;
    }
    return false;
  }

  @Override
  public Optional<String> remark() {
    return setup.credentials().isPresent() && !open && !Addresses.isConfidential(top())
        ? Optional.of("credentials are not sent over plain http")
        : setup.remark();
  }
}

package io.cellar.source;

import io.cellar.input.Location;
import io.cellar.input.Redaction;
import java.net.URI;
import java.util.Optional;

/**
 * The way of one request through redirects: at most five, http and https only, never from https
 * down to http, and only to servers that may be asked. Once the way has led to another scheme, host
 * or port, it counts as foreign for good.
 */
final class Redirects {
  private static final int MOST = 5;

  private final URI start;
  private final AllowedHosts hosts;
  private URI current;
  private boolean sameOrigin = true;
  private int hops;

  Redirects(URI start, AllowedHosts hosts) {
    this.start = start;
    this.hosts = hosts;
    this.current = start;
  }

  /** Where to ask now. */
  URI current() {
    return current;
  }

  /** True while no other scheme, host or port was on the way: headers may be sent. */
  boolean sameOrigin() {
    return sameOrigin;
  }

  /** True when a redirect leads to the same address with a slash at its end: a folder's. */
  boolean isToFolder(Optional<String> location) {
    try {
      URI target = current.resolve(new URI(location.orElse("").strip()));
      return target.getHost() != null
          && target.getPath() != null
          && target.getPath().equals(current.getPath() + "/")
          && target.getHost().equalsIgnoreCase(current.getHost());
    } catch (java.net.URISyntaxException _) {
      return false;
    }
  }

  /**
   * Takes the next step.
   *
   * @throws SourceException.Refused if it may not be taken
   */
  void follow(int status, Optional<String> location) throws SourceException {
    String from = Redaction.address(current.toString()) + ": redirected (" + status + ")";
    if (location.isEmpty() || location.get().isBlank()) {
      throw new SourceException.Refused(from + " to nowhere", null);
    }
    if (++hops > MOST) {
      throw new SourceException.Refused(
          from + " more than " + MOST + " times; the last was to " + shown(location.get()), null);
    }
    URI next;
    try {
      URI target = current.resolve(new URI(location.get().strip().replace(" ", "%20")));
      next = Location.Address.parse(target.toString()).uri();
    } catch (java.net.URISyntaxException | IllegalArgumentException _) {
      throw new SourceException.Refused(
          from + " to " + shown(location.get()) + ", which is not an http or https address", null);
    }
    if (current.getScheme().equalsIgnoreCase("https") && next.getScheme().equals("http")) {
      throw new SourceException.Refused(
          from + " from https to plain " + shown(location.get()) + ", which is not followed", null);
    }
    String origin = Addresses.origin(next);
    if (!hosts.allow(origin)) {
      throw SourceException.Refused.notAllowed(
          from
              + ": the server sends this on to "
              + origin
              + ", which nobody has agreed to ask; open the volume again in the window, where you"
              + " are asked",
          origin);
    }
    sameOrigin &= origin.equals(Addresses.origin(start));
    current = next;
  }

  private static String shown(String location) {
    return "\"" + Redaction.address(location) + "\"";
  }
}

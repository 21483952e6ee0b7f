package io.cellar.app;

import io.cellar.description.DescriptionException;
import io.cellar.session.HostNotAgreedException;
import io.cellar.session.NamedVolume;
import io.cellar.session.Volumes;
import io.cellar.source.Addresses;
import io.cellar.source.AllowedHosts;
import io.cellar.source.Credentials;
import io.cellar.source.probe.CellarLink;
import io.cellar.ui.OpenOutcome;
import java.io.IOException;
import java.net.URI;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which servers may be asked while something is opened: every one for what the user named, and for
 * a link from a web page those alone that the user has agreed to. Immutable.
 */
final class LinkAccess {
  private static final Logger LOG = LoggerFactory.getLogger(LinkAccess.class);

  /** The user named it. */
  static final LinkAccess TYPED = new LinkAccess(Optional.empty(), "", Set.of(), Credentials.NONE);

  private final Optional<CellarLink> link;
  private final String text;
  private final Set<String> agreed;
  private final Credentials credentials;

  private LinkAccess(
      Optional<CellarLink> link, String text, Set<String> agreed, Credentials credentials) {
    this.link = link;
    this.text = text;
    this.agreed = Set.copyOf(agreed);
    this.credentials = credentials;
  }

  /**
   * What a link may, or a location that a link led to before.
   *
   * @param text either of them, as given
   * @param agreed servers, such as {@code https://example.org:443}
   * @param credentials what would be sent to which server
   * @throws IllegalArgumentException saying in one sentence why it is neither
   */
  static LinkAccess of(String text, Set<String> agreed, Credentials credentials) {
    CellarLink link = CellarLink.isLink(text) ? CellarLink.parse(text) : CellarLink.to(text);
    return new LinkAccess(Optional.of(link), text, agreed, credentials);
  }

  /** What is to be opened. */
  String location() {
    return link.orElseThrow().location();
  }

  /** The servers that may be asked. */
  AllowedHosts hosts() {
    return link.isEmpty() ? AllowedHosts.ANY : AllowedHosts.only(agreed);
  }

  /** Remembers what was agreed to, for when a location is opened again. */
  void remember(Memory memory, String location) {
    if (link.isPresent()) {
      memory.agreeForLink(location, agreed);
    }
  }

  /**
   * Reads what is to be opened.
   *
   * @throws HostNotAgreedException before a server is asked that may not be, for a description or
   *     for blocks
   */
  NamedVolume read(Volumes volumes, String location, boolean cacheOnly)
      throws DescriptionException, IOException, InterruptedException {
    return volumes.find(location, cacheOnly, hosts());
  }

  /** The question to the user whether a server may be asked. */
  OpenOutcome ask(HostNotAgreedException needed) {
    CellarLink from = link.orElseThrow();
    String origin = needed.origin();
    LOG.info("a link to {} waits for consent to ask {}", from.host(), origin);
    boolean secret =
        needed.signs()
            || credentials.forHost(origin).isPresent()
                && Addresses.isConfidential(URI.create(origin));
    Set<String> more = new HashSet<>(agreed);
    more.add(origin);
    return new OpenOutcome.HostConsentNeeded(
        text,
        from.shown(),
        shown(origin),
        agreed.isEmpty() ? Optional.empty() : Optional.of(from.host()),
        secret,
        more);
  }

  /** As people write it: without https, and without the port that is usual. */
  private static String shown(String origin) {
    return origin.startsWith("https://")
        ? origin.substring("https://".length()).replaceFirst(":443$", "")
        : origin.replaceFirst(":80$", "");
  }
}

package io.cellar.session;

import io.cellar.settings.LinkConsents;
import io.cellar.source.AllowedHosts;
import io.cellar.source.probe.VolumeLocation;

/** What the user agreed to for links from web pages, by the location that one led to. */
public final class AgreedServers {
  private AgreedServers() {}

  /** The servers that may be asked for a location: every one, but for what a link led to. */
  public static AllowedHosts of(LinkConsents links, String location) {
    return new AllowedHosts(links.servers(place(location)));
  }

  /** Of what a location names at an address, the address: the same for all that lies there. */
  public static String place(String location) {
    try {
      return VolumeLocation.parse(location).place();
    } catch (IllegalArgumentException _) {
      return location.strip();
    }
  }
}

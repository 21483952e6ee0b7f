package io.cellar.session;

import io.cellar.input.Location;
import io.cellar.source.Addresses;
import io.cellar.source.keys.KeyStore;
import io.cellar.source.probe.VolumeLocation;
import java.util.function.Function;
import java.util.function.Predicate;

/** The server that a location is on, before it is asked. Asks for nothing. */
final class LocationHost {
  private LocationHost() {}

  /**
   * Looks whether the server may be asked.
   *
   * @param location an address
   * @param stores tells where a bucket is, by its address
   * @param hosts tells of a server, as {@code https://example.org:443}, whether it may be asked
   * @throws IllegalArgumentException if it is no valid address
   */
  static void require(
      VolumeLocation location, Function<String, KeyStore> stores, Predicate<String> hosts)
      throws HostNotAgreedException {
    if (Location.isAddress(location.place())) {
      require(Addresses.origin(Location.Address.parse(location.place()).uri()), false, hosts);
    } else {
      KeyStore bucket = stores.apply(location.place());
      require(bucket.host(), bucket.signs(), hosts);
    }
  }

  /** The same for a server whose name is known. */
  static void require(String origin, boolean signs, Predicate<String> hosts)
      throws HostNotAgreedException {
    if (!hosts.test(origin)) {
      throw new HostNotAgreedException(origin, signs);
    }
  }
}

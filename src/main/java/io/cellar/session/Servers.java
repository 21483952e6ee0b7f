package io.cellar.session;

import io.cellar.input.Location;
import io.cellar.source.Addresses;
import io.cellar.source.AllowedHosts;
import io.cellar.source.HttpFetcher;
import io.cellar.source.KnownRedirects;
import io.cellar.source.RestrictedFetcher;
import io.cellar.source.SourceException;
import io.cellar.source.TextFetcher;
import io.cellar.source.keys.KeyStore;
import io.cellar.source.probe.VolumeLocation;
import java.io.IOException;
import java.util.function.BiFunction;

/**
 * Whom locations are asked of. Asks for nothing by itself. Thread-safe.
 *
 * @param http asks
 * @param stores what lies at an address, asked by a client, by the address as it was typed
 * @param hosts the servers that may be asked
 * @param redirects to servers that may not be asked
 */
record Servers(
    HttpFetcher http,
    BiFunction<HttpFetcher, String, KeyStore> stores,
    AllowedHosts hosts,
    KnownRedirects redirects) {

  /** Every server may be asked. */
  Servers(HttpFetcher http, BiFunction<HttpFetcher, String, KeyStore> stores) {
    this(http, stores, AllowedHosts.ANY, new KnownRedirects());
  }

  /** The same, but some servers only. */
  Servers within(AllowedHosts some) {
    return new Servers(http, stores, some, redirects);
  }

  /** The client that asks no others. */
  HttpFetcher fetcher() {
    return hosts.named().isEmpty() ? http : new RestrictedFetcher(http, hosts, redirects);
  }

  /** What lies at an address. */
  KeyStore store(String place) {
    return stores.apply(fetcher(), place);
  }

  /** A text at an address, as {@link TextFetcher} fetches it. */
  String text(Location.Address address) throws SourceException, InterruptedException {
    return new TextFetcher(fetcher()).fetch(address);
  }

  /**
   * Looks whether the server of a location may be asked, before it is.
   *
   * @param location an address
   * @throws IllegalArgumentException if it is no valid address
   */
  void require(VolumeLocation location) throws HostNotAgreedException {
    if (Location.isAddress(location.place())) {
      require(Addresses.origin(Location.Address.parse(location.place()).uri()), false, hosts);
    } else {
      KeyStore bucket = store(location.place());
      require(bucket.host(), bucket.signs(), hosts);
    }
  }

  /** The same for a server whose name is known. */
  static void require(String origin, boolean signs, AllowedHosts hosts)
      throws HostNotAgreedException {
    if (!hosts.allow(origin)) {
      throw new HostNotAgreedException(origin, signs);
    }
  }

  /** What is to be told of a refusal: the question for the server that may not be asked, if so. */
  IOException told(SourceException.Refused refused, VolumeLocation location) {
    boolean signs = !Location.isAddress(location.place()) && store(location.place()).signs();
    return refused
        .notAllowed()
        .<IOException>map(origin -> new HostNotAgreedException(origin, signs))
        .orElse(refused);
  }
}

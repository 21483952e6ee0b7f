package io.cellar.source;

import java.net.URI;

/**
 * A client that asks some servers only, neither by itself nor by a redirect any other: that is a
 * {@link SourceException.Refused} which names the server. Equal to another with the same client and
 * the same servers.
 *
 * @param http asks
 * @param hosts the servers
 * @param redirects is told of servers that redirects led to and that were not asked
 */
public record RestrictedFetcher(HttpFetcher http, AllowedHosts hosts, KnownRedirects redirects)
    implements HttpFetcher {

  @Override
  public HttpAnswer get(HttpQuery query, TransferProgress progress)
      throws SourceException, InterruptedException {
    require(query.uri());
    try {
      return http.get(query.within(hosts), progress);
    } catch (SourceException.Refused e) {
      throw seen(query.uri(), e);
    }
  }

  @Override
  public ObjectReply ask(ObjectRequest request, TransferProgress progress)
      throws SourceException, InterruptedException {
    require(request.uri());
    try {
      return http.ask(request.within(hosts), progress);
    } catch (SourceException.Refused e) {
      throw seen(request.uri(), e);
    }
  }

  /** A store may turn out to be on another server than at first. */
  private void require(URI uri) throws SourceException {
    String origin = Addresses.origin(uri);
    if (!hosts.allow(origin)) {
      throw SourceException.Refused.notAllowed(
          "nobody has agreed to ask "
              + origin
              + "; open the volume again in the window, where you are asked",
          origin);
    }
  }

  private SourceException.Refused seen(URI asked, SourceException.Refused refused) {
    refused.notAllowed().ifPresent(to -> redirects.seen(Addresses.origin(asked), to));
    return refused;
  }

  /** The client is others' too, and goes on. */
  @Override
  public void close() {}
}

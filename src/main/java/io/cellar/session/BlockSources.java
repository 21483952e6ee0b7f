package io.cellar.session;

import io.cellar.description.DescriptionFile;
import io.cellar.source.AllowedHosts;
import io.cellar.source.BlockSource;
import io.cellar.source.RestfulBlockSource;
import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.chunked.ChunkedSource;
import io.cellar.volume.Level;
import io.cellar.volume.Origin;
import io.cellar.volume.RemoteVolume;
import io.cellar.volume.VolumeDescription;

/**
 * Where the blocks of remote volumes come from. Asks for nothing by itself.
 *
 * @param servers whom sources ask
 */
record BlockSources(Servers servers) {
  /**
   * The source of a remote volume.
   *
   * @param hosts the servers that may be asked; of an array of chunks, its store knows
   */
  BlockSource of(VolumeDescription volume, AllowedHosts hosts) {
    Origin origin = volume.origin().orElseThrow();
    if (origin instanceof RemoteVolume) {
      return new RestfulBlockSource(volume, servers.within(hosts).fetcher());
    }
    if (origin instanceof ChunkedArray array) {
      return new ChunkedSource(array, volume.geometry().blockShape());
    }
    throw new IllegalArgumentException("no source for " + origin);
  }

  /**
   * Looks whether all servers may be asked that blocks would come from. A volume's level has one: a
   * description cannot make it depend on the block; and another one where that has been seen to
   * send requests on.
   *
   * @param hosts the servers that may be
   * @throws HostNotAgreedException if one may not be
   */
  void requireAgreed(DescriptionFile file, AllowedHosts hosts) throws HostNotAgreedException {
    for (Level level : file.levels().levels()) {
      if (level.volume().isRemote()) {
        Origin origin = level.volume().origin().orElseThrow();
        boolean signs = origin instanceof ChunkedArray array && array.keys().signs();
        String host = of(level.volume(), hosts).host();
        Servers.require(host, signs, hosts);
        if (servers.redirects().from(host).isPresent()) {
          Servers.require(servers.redirects().from(host).get(), signs, hosts);
        }
      }
    }
  }
}

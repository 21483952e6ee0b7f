package io.cellar.session;

import io.cellar.description.DescriptionFile;
import io.cellar.source.BlockSource;
import io.cellar.source.HttpFetcher;
import io.cellar.source.RestfulBlockSource;
import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.chunked.ChunkedSource;
import io.cellar.volume.Level;
import io.cellar.volume.Origin;
import io.cellar.volume.RemoteVolume;
import io.cellar.volume.VolumeDescription;
import java.util.function.Predicate;

/**
 * Where the blocks of remote volumes come from. Asks for nothing by itself.
 *
 * @param http the client that sources ask with
 */
record BlockSources(HttpFetcher http) {
  /** The source of a remote volume. */
  BlockSource of(VolumeDescription volume) {
    return switch (volume.origin().orElseThrow()) {
      case RemoteVolume _ -> new RestfulBlockSource(volume, http);
      case ChunkedArray array -> new ChunkedSource(array, volume.geometry().blockShape());
      default -> throw new IllegalArgumentException("no source for " + volume.origin().get());
    };
  }

  /**
   * Looks whether all servers may be asked that blocks would come from. A volume's level has one: a
   * description cannot make it depend on the block.
   *
   * @param hosts tells of one, as {@code https://example.org:443}, whether it may be
   * @throws HostNotAgreedException if one may not be
   */
  void requireAgreed(DescriptionFile file, Predicate<String> hosts) throws HostNotAgreedException {
    for (Level level : file.levels().levels()) {
      if (level.volume().isRemote()) {
        Origin origin = level.volume().origin().orElseThrow();
        boolean signs = origin instanceof ChunkedArray array && array.keys().signs();
        LocationHost.require(of(level.volume()).host(), signs, hosts);
      }
    }
  }
}

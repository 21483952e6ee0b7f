package io.cellar.session;

import io.cellar.source.AllowedHosts;
import io.cellar.source.chunked.ChunkedArray;
import io.cellar.store.Durability;
import io.cellar.volume.CacheLayout;
import io.cellar.volume.Level;
import io.cellar.volume.MultiLevelVolume;
import io.cellar.volume.Origin;
import io.cellar.volume.RemoteVolume;
import io.cellar.volume.VolumeDescription;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Equal for two volumes of which one open one is enough: all that sessions do or tell is the same.
 *
 * @param parts values; some may be secret
 */
record VolumeKey(List<Object> parts) {

  /**
   * The key of a volume; empty for one that is only read, which is opened anew each time: what it
   * is may have changed on disk. Touches the disk.
   *
   * @param cacheOnly whether nothing may be requested
   * @param hosts the servers that may be asked
   */
  static Optional<VolumeKey> of(
      MultiLevelVolume volume, boolean cacheOnly, Durability durability, AllowedHosts hosts) {
    boolean isBrought =
        volume.levels().stream()
            .map(Level::volume)
            .anyMatch(level -> level.isRemote() || level.isComputed());
    return isBrought
        ? Optional.of(
            new VolumeKey(
                List.of(
                    volume.name(),
                    cacheOnly,
                    durability,
                    hosts,
                    volume.levels().stream().map(level -> level(level, cacheOnly)).toList())))
        : Optional.empty();
  }

  private static List<Object> level(Level level, boolean cacheOnly) {
    VolumeDescription volume = level.volume();
    return List.of(
        level.toFinest(),
        volume.name(),
        volume.geometry(),
        place(volume.cache()),
        volume.origin().map(origin -> origin(origin, cacheOnly)),
        volume.fill(),
        volume.drange(),
        volume.voxelSize(),
        volume.voxelUnit());
  }

  private static List<Object> place(CacheLayout cache) {
    return List.of(
        cache.name(),
        real(cache.root()),
        cache.fileName(),
        cache.dataset(),
        cache.encoding().chunks().map(VolumeKey::list),
        cache.encoding().compression(),
        cache.encoding().level());
  }

  /** The same folder by whatever links it was named; it need not be there yet. */
  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (IOException _) {
      Path above = folder.getParent();
      return above == null ? folder : real(above).resolve(folder.getFileName());
    }
  }

  /**
   * Where blocks come from. How an array is read follows from where it is asked and from its
   * metadata; that files of the user's own have not changed, from the folder of the levels that are
   * computed from them.
   */
  private static Object origin(Origin origin, boolean cacheOnly) {
    return switch (origin) {
      case RemoteVolume remote ->
          List.of(
              remote.name(),
              remote.axes(),
              remote.dtype(),
              list(remote.bounds()),
              list(remote.originOffset()),
              remote.url(),
              remote.dataset());
      case ChunkedArray array when !array.isLocal() && !cacheOnly ->
          List.of(array.keys().identity(), array.path(), array.format());
      default -> List.of(origin.address(), origin.format());
    };
  }

  private static List<Long> list(long[] numbers) {
    return Arrays.stream(numbers).boxed().toList();
  }

  /** Tells nothing. */
  @Override
  public String toString() {
    return "VolumeKey";
  }
}

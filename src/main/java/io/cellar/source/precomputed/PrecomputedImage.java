package io.cellar.source.precomputed;

import io.cellar.source.chunked.ChunkStore;
import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.chunked.FoundImage;
import io.cellar.source.chunked.LevelStack;
import io.cellar.source.chunked.RenderingHints;
import io.cellar.source.chunked.ShardedChunks;
import io.cellar.source.keys.KeyStore;
import io.cellar.volume.Axes;
import io.cellar.volume.FillValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Makes an image of what {@code info} says: turns x, y, z round, and places the levels. */
final class PrecomputedImage {
  static final String FORMAT = "Neuroglancer precomputed";

  private static final Axes ZYX = Axes.parse("zyx");
  private static final Axes CZYX = Axes.parse("czyx");

  private final Info info;
  private final KeyStore keys;
  private final ShardIndices indices = new ShardIndices();

  private PrecomputedImage(Info info, KeyStore keys) {
    this.info = info;
    this.keys = keys;
  }

  /**
   * The image of a description.
   *
   * @param keys of the folder of {@code info}
   */
  static FoundImage of(Info info, KeyStore keys) {
    return new PrecomputedImage(info, keys).image();
  }

  private FoundImage image() {
    LevelStack levels = LevelStack.ofExactPlaces();
    Scale finest = info.scales().getFirst();
    for (Scale scale : info.scales()) {
      double[] factor = new double[3];
      double[] shift = new double[3];
      for (int d = 0; d < 3; d++) {
        factor[d] = scale.resolution()[d] / finest.resolution()[d];
        shift[d] = scale.offset()[d] * factor[d] - finest.offset()[d];
      }
      levels.add(array(scale), reversed(1, factor), reversed(0, shift));
    }
    List<Double> voxelSize = new ArrayList<>();
    for (double size : reversed(1, finest.resolution())) {
      voxelSize.add(size);
    }
    return new FoundImage(
        name(),
        FORMAT,
        levels.levels(),
        voxelSize,
        "nm",
        levels.notes(),
        Optional.of(
            new RenderingHints(
                List.of(), OptionalLong.empty(), OptionalLong.empty(), info.segmentation())),
        List.of());
  }

  private ChunkedArray array(Scale scale) {
    int mostStored = StoredBound.of(scale, info.dtype(), info.channels());
    ChunkStore chunks =
        scale.sharding().isPresent()
            ? new ShardedChunks(
                keys,
                new PrecomputedShardMap(keys, scale, scale.sharding().get(), indices, mostStored))
            : new PrecomputedChunks(keys, scale, mostStored);
    return new ChunkedArray(
        keys,
        scale.key(),
        FORMAT,
        hasChannels() ? CZYX : ZYX,
        info.dtype(),
        reversed(info.channels(), scale.size()),
        reversed(info.channels(), scale.chunk()),
        Optional.empty(),
        reversed(0, scale.offset()),
        chunks,
        new PrecomputedDecoder(scale, info.dtype(), info.channels(), mostStored),
        FillValue.zero(info.dtype()));
  }

  private boolean hasChannels() {
    return info.channels() > 1;
  }

  /** What is told of x, y, z in the order of the axes, with what is so for channels. */
  private long[] reversed(long ofChannels, long[] xyz) {
    return hasChannels()
        ? new long[] {ofChannels, xyz[2], xyz[1], xyz[0]}
        : new long[] {xyz[2], xyz[1], xyz[0]};
  }

  private double[] reversed(double ofChannels, double[] xyz) {
    return hasChannels()
        ? new double[] {ofChannels, xyz[2], xyz[1], xyz[0]}
        : new double[] {xyz[2], xyz[1], xyz[0]};
  }

  /** What the folder is called. */
  private String name() {
    String address = keys.address("").replaceAll("[/\\\\]+$", "");
    String name =
        address.substring(Math.max(address.lastIndexOf('/'), address.lastIndexOf('\\')) + 1);
    return name.isBlank() ? FORMAT : name;
  }
}

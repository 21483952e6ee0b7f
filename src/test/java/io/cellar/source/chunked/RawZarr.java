package io.cellar.source.chunked;

import io.cellar.sample.ServedVolume;
import io.cellar.source.keys.KeyStore;
import io.cellar.source.keys.Metadata;
import io.cellar.source.zarr.ZarrFormat;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.Blocks;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Volumes as arrays of Zarr v2 without compression: whole chunks also at the edges, dots in their
 * names, fill value 9 (Zarr v2 specification).
 */
public final class RawZarr {
  private RawZarr() {}

  /** Writes an array to a folder. */
  public static void write(Path folder, ServedVolume volume, long... chunk) throws IOException {
    Files.createDirectories(folder);
    long[] shape = volume.shape();
    Files.writeString(folder.resolve(".zarray"), metadata(volume, chunk));
    BlockGrid grid = new BlockGrid(shape, chunk);
    for (long i = 0; i < grid.count(); i++) {
      long[] start = grid.start(i);
      byte[] bytes = Blocks.littleEndian(volume.block(Roi.at(start, chunk)));
      Files.write(folder.resolve(name(start, chunk)), bytes);
    }
  }

  /** The text of {@code .zarray}. */
  public static String metadata(ServedVolume volume, long... chunk) {
    return """
    {"zarr_format": 2, "shape": %s, "chunks": %s, "dtype": "<u2", "compressor": null,
     "fill_value": 9, "order": "C", "filters": null, "dimension_separator": "."}
    """
        .formatted(Arrays.toString(volume.shape()), Arrays.toString(chunk));
  }

  /** The name of a chunk's file. */
  public static String name(long[] start, long[] chunk) {
    return java.util.stream.IntStream.range(0, start.length)
        .mapToObj(d -> Long.toString(start[d] / chunk[d]))
        .collect(Collectors.joining("."));
  }

  /** The array in a store. */
  public static ChunkedArray open(KeyStore keys) throws Exception {
    Found found = new ZarrFormat().find(new Metadata(keys)).orElseThrow();
    return ((Found.Image) found).image().levels().getFirst().array();
  }
}

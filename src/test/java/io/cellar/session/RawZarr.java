package io.cellar.session;

import io.cellar.volume.Block;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.Blocks;
import io.cellar.volume.DType;
import io.cellar.volume.Roi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Writes an array as Zarr v2 without compression, for tests.
 *
 * @param folder of the array
 */
public record RawZarr(Path folder, DType dtype, long[] shape, long[] chunk) {

  /** Writes the metadata; no chunk is there yet, so that all voxels are 0. */
  public RawZarr write() throws IOException {
    Files.createDirectories(folder);
    String kind =
        switch (dtype.kind()) {
          case BOOL -> "b";
          case UNSIGNED -> "u";
          case SIGNED -> "i";
          case FLOAT -> "f";
        };
    Files.writeString(
        folder.resolve(".zarray"),
        """
        {"zarr_format": 2, "shape": %s, "chunks": %s, "dtype": "%s%s%d", "fill_value": 0,
         "order": "C", "compressor": null, "filters": null, "dimension_separator": "."}
        """
            .formatted(
                Arrays.toString(shape),
                Arrays.toString(chunk),
                dtype.bytes() == 1 ? "|" : "<",
                kind,
                dtype.bytes()));
    return this;
  }

  /** The grid of chunks. */
  public BlockGrid grid() {
    return new BlockGrid(shape, chunk);
  }

  /** Where a chunk is, or would be. */
  public Path file(long index) {
    long[] start = grid().start(index);
    return folder.resolve(
        LongStream.range(0, start.length)
            .mapToObj(d -> String.valueOf(start[(int) d] / chunk[(int) d]))
            .collect(Collectors.joining(".")));
  }

  /**
   * Writes a chunk.
   *
   * @param voxels of the chunk as far as it lies in the array
   */
  public void chunk(long index, Block voxels) throws IOException {
    long[] start = grid().start(index);
    Block whole = Block.zeros(dtype, chunk);
    Blocks.copy(voxels, Roi.at(start, voxels.shape()), whole, Roi.at(start, chunk));
    Files.write(file(index), Blocks.littleEndian(whole));
  }
}

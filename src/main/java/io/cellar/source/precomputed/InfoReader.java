package io.cellar.source.precomputed;

import io.cellar.source.chunked.ChunkedArray;
import io.cellar.source.chunked.FormatException;
import io.cellar.volume.BlockGrid;
import io.cellar.volume.DType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the JSON of an {@code info} file (google/neuroglancer, precomputed, volume.md). */
final class InfoReader {
  private static final Set<DType> DTYPES =
      EnumSet.complementOf(EnumSet.of(DType.BOOL, DType.INT64, DType.FLOAT64));

  private static final int MOST_SEGMENTATION_BLOCK = 1 << 20;

  private final InfoValue root;
  private final boolean keysMayLeave;
  private final DType dtype;
  private final int channels;

  private InfoReader(InfoValue root, boolean keysMayLeave) throws FormatException {
    this.root = root;
    this.keysMayLeave = keysMayLeave;
    InfoValue type = root.get("data_type");
    this.dtype =
        DType.ofNumpyName(type.word())
            .filter(DTYPES::contains)
            .orElseThrow(() -> type.problem("the data type " + type.quoted() + " is not read"));
    InfoValue count = root.get("num_channels");
    this.channels = count.isAbsent() ? 1 : (int) count.integer(1, Integer.MAX_VALUE);
  }

  /**
   * Reads the description of a volume.
   *
   * @param keysMayLeave whether chunks may lie outside the folder of {@code info}
   */
  static Info read(InfoValue root, boolean keysMayLeave) throws FormatException {
    return new InfoReader(root, keysMayLeave).info();
  }

  private Info info() throws FormatException {
    InfoValue type = root.get("type");
    String kind = type.isAbsent() ? "image" : type.word();
    if (!kind.equals("image") && !kind.equals("segmentation")) {
      throw type.problem(type.quoted() + " instead of \"image\" or \"segmentation\"");
    }
    InfoValue list = root.get("scales");
    List<Scale> scales = new ArrayList<>();
    int count = list.length();
    for (int i = 0; i < count; i++) {
      InfoValue hidden = list.get(i).get("hidden");
      if (hidden.isAbsent() || !hidden.truth()) {
        scales.add(scale(list.get(i)));
      }
    }
    if (scales.isEmpty()) {
      throw list.problem("all scales are hidden");
    }
    scales.sort(Comparator.comparingDouble(Scale::voxelVolume));
    return new Info(kind.equals("segmentation"), dtype, channels, List.copyOf(scales));
  }

  private Scale scale(InfoValue value) throws FormatException {
    long[] size = value.get("size").integers(0, InfoValue.MOST_INTEGER);
    if (size[0] == 0 || size[1] == 0 || size[2] == 0) {
      throw value.get("size").problem("the volume is empty");
    }
    InfoValue offset = value.get("voxel_offset");
    Encoding encoding = Encoding.of(value.get("encoding"), dtype, channels);
    InfoValue sharding = value.get("sharding");
    Scale scale =
        new Scale(
            ScaleKey.of(value.get("key"), keysMayLeave),
            size,
            offset.isAbsent()
                ? new long[3]
                : offset.integers(-InfoValue.MOST_INTEGER, InfoValue.MOST_INTEGER),
            clipped(nearestToCube(value.get("chunk_sizes")), size),
            value.get("resolution").positive(),
            encoding,
            encoding == Encoding.COMPRESSED_SEGMENTATION
                ? Optional.of(block(value.get("compressed_segmentation_block_size")))
                : Optional.empty(),
            sharding.isAbsent() ? Optional.empty() : Optional.of(Sharding.of(sharding)));
    check(scale, value);
    return scale;
  }

  /** Of several sizes of chunks the one with the smallest surface for its volume. */
  private static long[] nearestToCube(InfoValue list) throws FormatException {
    long[] best = {};
    double least = Double.POSITIVE_INFINITY;
    int count = list.length();
    for (int i = 0; i < count; i++) {
      long[] chunk = list.get(i).integers(1, InfoValue.MOST_INTEGER);
      double longest = Math.max(chunk[0], Math.max(chunk[1], chunk[2]));
      double elongation = longest / Math.min(chunk[0], Math.min(chunk[1], chunk[2]));
      if (elongation < least) {
        least = elongation;
        best = chunk;
      }
    }
    return best;
  }

  private static long[] clipped(long[] chunk, long[] size) {
    return new long[] {
      Math.min(chunk[0], size[0]), Math.min(chunk[1], size[1]), Math.min(chunk[2], size[2])
    };
  }

  private static int[] block(InfoValue value) throws FormatException {
    long[] block = value.integers(1, MOST_SEGMENTATION_BLOCK);
    if (block[0] * block[1] > MOST_SEGMENTATION_BLOCK / block[2]) {
      throw value.problem("a block of " + value.quoted() + " voxels is too large");
    }
    return new int[] {(int) block[0], (int) block[1], (int) block[2]};
  }

  private void check(Scale scale, InfoValue value) throws FormatException {
    long bytes = (long) dtype.bytes() * channels;
    for (long n : scale.chunk()) {
      if (bytes > ChunkedArray.MOST_CHUNK_BYTES / n) {
        throw value
            .get("chunk_sizes")
            .problem("chunks are larger than " + ChunkedArray.MOST_CHUNK_BYTES + " bytes");
      }
      bytes *= n;
    }
    if (!(scale.voxelVolume() > 0) || !Double.isFinite(scale.voxelVolume())) {
      throw value.get("resolution").problem("voxels are too large or too small");
    }
    try {
      long unused = new BlockGrid(scale.size(), scale.chunk()).count();
    } catch (IllegalArgumentException e) {
      throw value.get("size").problem("there are more than 2^62 chunks", e);
    }
    if (scale.sharding().isPresent() && MortonCode.bits(scale.grid()) > Long.SIZE) {
      throw value.get("size").problem("there are too many chunks to be numbered");
    }
  }
}

package io.cellar.source.precomputed;

import io.cellar.source.chunked.FormatException;
import io.cellar.volume.DType;
import java.util.Set;

/** How the voxels of a chunk are stored. */
enum Encoding {
  /** Little-endian, one after the other. */
  RAW(Set.of(DType.values()), Integer.MAX_VALUE),
  JPEG(Set.of(DType.UINT8), 3),
  PNG(Set.of(DType.UINT8, DType.UINT16), 4),
  COMPRESSED_SEGMENTATION(Set.of(DType.UINT32, DType.UINT64), Integer.MAX_VALUE);

  private final Set<DType> dtypes;
  private final int mostChannels;

  Encoding(Set<DType> dtypes, int mostChannels) {
    this.dtypes = dtypes;
    this.mostChannels = mostChannels;
  }

  /** The encoding of a scale, checked against the voxels that it stores. */
  static Encoding of(InfoValue value, DType dtype, long channels) throws FormatException {
    Encoding encoding =
        switch (value.word()) {
          case "raw" -> RAW;
          case "jpeg" -> JPEG;
          case "png" -> PNG;
          case "compressed_segmentation" -> COMPRESSED_SEGMENTATION;
          default ->
              throw value.problem(
                  "encoding "
                      + value.quoted()
                      + " is not read, only raw, jpeg, png and compressed_segmentation are");
        };
    if (!encoding.dtypes.contains(dtype)) {
      throw value.problem("encoding " + value.quoted() + " cannot hold " + dtype.numpyName());
    }
    if (channels > encoding.mostChannels || encoding == JPEG && channels == 2) {
      throw value.problem("encoding " + value.quoted() + " cannot hold " + channels + " channels");
    }
    return encoding;
  }
}

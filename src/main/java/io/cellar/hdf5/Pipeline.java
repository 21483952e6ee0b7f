package io.cellar.hdf5;

import io.cellar.codec.Codec;
import io.cellar.codec.CodecException;
import io.cellar.codec.Fletcher32;
import io.cellar.codec.Inflation;
import io.cellar.codec.Lzf;
import io.cellar.codec.Shuffle;
import io.cellar.hdf5.Hdf5Exception.Problem;
import java.util.List;

/**
 * Undoes the filters of a chunk. The size after each step is known beforehand; nothing is ever
 * inflated beyond it.
 */
final class Pipeline {
  private final List<Filter> filters;
  private final int elementBytes;

  /**
   * @param filters in the order in which they were applied
   * @param elementBytes bytes of a voxel
   * @throws Hdf5Exception if more than one of them compresses: sizes in between would be unknown
   */
  Pipeline(List<Filter> filters, int elementBytes) throws Hdf5Exception {
    this.filters = List.copyOf(filters);
    this.elementBytes = elementBytes;
    if (filters.stream().filter(f -> f.kind().compresses()).count() > 1) {
      throw new Hdf5Exception(Problem.UNSUPPORTED, "two compressions, one on top of the other");
    }
  }

  /** The filters in the order in which they were applied. */
  List<Filter> filters() {
    return filters;
  }

  /** True when a chunk with this mask is stored as it is. */
  boolean isIdentity(int mask) {
    for (int i = 0; i < filters.size(); i++) {
      if (isApplied(i, mask)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Decodes a chunk.
   *
   * @param stored bytes in the file
   * @param mask filters that were not applied to this chunk
   * @param decodedBytes size of the decoded chunk
   * @return exactly {@code decodedBytes} bytes
   */
  byte[] decode(byte[] stored, int mask, int decodedBytes) throws Hdf5Exception {
    byte[] data = stored;
    for (int i = filters.size() - 1; i >= 0; i--) {
      if (!isApplied(i, mask)) {
        continue;
      }
      try {
        data = codec(filters.get(i)).decode(data, sizeBefore(i, mask, decodedBytes));
      } catch (CodecException e) {
        throw new Hdf5Exception(Problem.CORRUPT, e.getMessage(), e);
      }
    }
    if (data.length != decodedBytes) {
      throw new Hdf5Exception(
          Problem.CORRUPT,
          "a chunk decodes to " + data.length + " bytes, expected " + decodedBytes);
    }
    return data;
  }

  private Codec codec(Filter filter) throws Hdf5Exception {
    return switch (filter.kind()) {
      case GZIP -> new Inflation();
      case LZF -> new Lzf();
      case SHUFFLE -> new Shuffle(shuffleSize(filter));
      case FLETCHER32 -> new Fletcher32();
    };
  }

  private boolean isApplied(int i, int mask) {
    return i >= Integer.SIZE || (mask & 1 << i) == 0;
  }

  /** Size of the data that filter {@code i} was given, as long as nothing before compresses. */
  private int sizeBefore(int i, int mask, int decodedBytes) {
    int size = decodedBytes;
    for (int j = 0; j < i; j++) {
      if (isApplied(j, mask) && filters.get(j).kind() == Filter.Kind.FLETCHER32) {
        size += Fletcher32.BYTES;
      }
    }
    return size;
  }

  private int shuffleSize(Filter filter) throws Hdf5Exception {
    int size = filter.parameters().length == 0 ? elementBytes : filter.parameters()[0];
    if (size < 1) {
      throw new Hdf5Exception(Problem.CORRUPT, "shuffle of elements of " + size + " bytes");
    }
    return size;
  }
}

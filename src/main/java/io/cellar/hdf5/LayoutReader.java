package io.cellar.hdf5;

import io.cellar.hdf5.Hdf5Exception.Problem;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Turns the data layout message of a dataset into a {@link Layout}. Layout of the message: HDF5
 * File Format Specification 3.0, section IV.A.2.i.
 */
final class LayoutReader {
  private static final long UNDEFINED = -1;
  private static final int COMPACT = 0;
  private static final int CONTIGUOUS = 1;
  private static final int CHUNKED = 2;
  private static final int VIRTUAL = 3;
  private static final int WHOLE_EDGES = 1;
  private static final int FILTERED_SINGLE = 2;

  private final FileBytes bytes;
  private final ElementType type;
  private final long[] shape;
  private final long[] maxShape;

  LayoutReader(FileBytes bytes, ElementType type, Dataspace space) {
    this.bytes = bytes;
    this.type = type;
    this.shape = space.shape();
    this.maxShape = space.maxShape();
  }

  Layout read(ByteBuffer message) throws Hdf5Exception {
    int version = message.get(0);
    boolean old = version == 1 || version == 2;
    int kind = message.get(old ? 2 : 1);
    if (kind == VIRTUAL) {
      throw elsewhere("the voxels lie in other datasets (a virtual dataset)");
    }
    if (version < 1 || version > 5 || kind < COMPACT || kind > CHUNKED) {
      throw new Hdf5Exception(
          Problem.UNSUPPORTED, "data layout %d of version %d".formatted(kind, version));
    }
    if (old) {
      return old(message, kind);
    }
    return switch (kind) {
      case COMPACT -> compact(message, 4, Short.toUnsignedInt(message.getShort(2)));
      case CONTIGUOUS -> contiguous(message.getLong(2));
      default ->
          version == 3
              ? chunked(message.getLong(3), sizes(message, 11, message.get(2), 4))
              : indexed(message, version);
    };
  }

  /** Versions of HDF5 1.6 and older: the shape stands behind the address. */
  private Layout old(ByteBuffer message, int kind) throws Hdf5Exception {
    int rank = message.get(1);
    return switch (kind) {
      case COMPACT -> compact(message, 12 + 4 * rank, message.getInt(8 + 4 * rank));
      case CONTIGUOUS -> contiguous(message.getLong(8));
      default -> chunked(message.getLong(8), sizes(message, 16, rank, 4));
    };
  }

  /** Refuses what is not in this file: no other file is ever opened. */
  static Hdf5Exception elsewhere(String reason) {
    return new Hdf5Exception(
        Problem.UNSUPPORTED,
        reason + ", which are not opened",
        "h5repack -l CONTI IN.h5 OUT.h5 puts them into one file");
  }

  private static long[] sizes(ByteBuffer message, int at, int count, int bytes)
      throws Hdf5Exception {
    if (count < 1 || bytes < 1 || bytes > 8) {
      throw new Hdf5Exception(Problem.CORRUPT, "chunks of " + count + " axes");
    }
    long[] sizes = new long[count];
    for (int d = 0; d < count; d++) {
      sizes[d] = CheckedNodes.number(message, at + bytes * d, bytes);
    }
    return sizes;
  }

  private long dataBytes() {
    return Arrays.stream(shape).reduce(type.bytes(), (a, b) -> a * b);
  }

  private Layout contiguous(long address) throws Hdf5Exception {
    return address == UNDEFINED
        ? new Layout.Unallocated()
        : new Layout.Contiguous(bytes.data(address, dataBytes()));
  }

  private Layout compact(ByteBuffer message, int at, int length) throws Hdf5Exception {
    if (length < dataBytes()) {
      throw new Hdf5Exception(
          Problem.CORRUPT, "%d bytes of data, expected %d".formatted(length, dataBytes()));
    }
    ByteBuffer data = message.slice(at, (int) dataBytes());
    return new Layout.Contiguous(MemorySegment.ofBuffer(data));
  }

  private Layout chunked(long address, long[] sizes) throws Hdf5Exception {
    long[] chunk = chunkShape(sizes);
    return address == UNDEFINED
        ? new Layout.Unallocated()
        : new Layout.Chunked(chunk, new BTreeV1Index(bytes, address, chunk), false);
  }

  private Layout indexed(ByteBuffer message, int version) throws Hdf5Exception {
    int flags = message.get(2);
    int rank = message.get(3);
    int sizeBytes = message.get(4);
    long[] chunk = chunkShape(sizes(message, 5, rank, sizeBytes));
    int at = 5 + rank * sizeBytes;
    int kind = message.get(at++);
    // What describes the index stands in its own header too; only a single chunk has nothing else.
    boolean filteredSingle = kind == 1 && (flags & FILTERED_SINGLE) != 0;
    int parameters =
        switch (kind) {
          case 1 -> filteredSingle ? 12 : 0;
          case 2 -> 0;
          case 3 -> 1;
          case 4 -> 5;
          case 5 -> 6;
          default ->
              throw new Hdf5Exception(
                  Problem.UNSUPPORTED, "chunk index %d of version %d".formatted(kind, version));
        };
    long address = message.getLong(at + parameters);
    if (address == UNDEFINED) {
      return new Layout.Unallocated();
    }
    ChunkIndex index =
        switch (kind) {
          case 1 ->
              single(
                  filteredSingle
                      ? new ChunkIndex.Location(
                          address, message.getLong(at), message.getInt(at + 8))
                      : new ChunkIndex.Location(address, chunkBytes(chunk), 0));
          case 2 -> new ChunkIndex.Implicit(address, chunkBytes(chunk), numbering(chunk));
          case 3 -> new FixedArrayIndex(bytes, address, chunkBytes(chunk), numbering(chunk));
          case 4 -> new ExtensibleArrayIndex(bytes, address, chunkBytes(chunk), numbering(chunk));
          default -> new BTreeV2Index(bytes, address, chunkBytes(chunk), chunk.length);
        };
    return new Layout.Chunked(chunk, index, (flags & WHOLE_EDGES) != 0);
  }

  private static ChunkIndex single(ChunkIndex.Location location) {
    return position ->
        Arrays.stream(position).allMatch(p -> p == 0) ? Optional.of(location) : Optional.empty();
  }

  private ChunkIndex.Numbering numbering(long[] chunk) throws Hdf5Exception {
    return ChunkIndex.Numbering.of(maxShape, chunk);
  }

  private long chunkBytes(long[] chunk) {
    return Arrays.stream(chunk).reduce(type.bytes(), (a, b) -> a * b);
  }

  /**
   * The shape of a chunk out of sizes of which the last is that of a voxel. Checks that it has as
   * many axes as the dataset and a size that one array can hold.
   */
  private long[] chunkShape(long[] sizes) throws Hdf5Exception {
    if (sizes[sizes.length - 1] != type.bytes()) {
      throw new Hdf5Exception(
          Problem.CORRUPT,
          "chunks of voxels of %d bytes, expected %d"
              .formatted(sizes[sizes.length - 1], type.bytes()));
    }
    long[] chunk = Arrays.copyOf(sizes, sizes.length - 1);
    if (chunk.length != shape.length) {
      throw new Hdf5Exception(
          Problem.CORRUPT,
          "chunks of %d axes for data of %d".formatted(chunk.length, shape.length));
    }
    long bytes = type.bytes();
    for (long size : chunk) {
      if (size < 1 || size > Integer.MAX_VALUE || bytes * size > Integer.MAX_VALUE - 64) {
        throw new Hdf5Exception(
            Problem.TOO_LARGE, "chunks of shape " + Arrays.toString(chunk) + " are not read");
      }
      bytes *= size;
    }
    return chunk;
  }
}

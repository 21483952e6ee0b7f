package io.cellar.hdf5;

import io.cellar.hdf5.Hdf5Exception.Problem;
import io.jhdf.ObjectHeader;
import io.jhdf.object.message.DataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ChunkedDataLayoutMessageV4;
import io.jhdf.object.message.DataLayoutMessage.CompactDataLayoutMessage;
import io.jhdf.object.message.DataLayoutMessage.ContiguousDataLayoutMessage;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;

/** Turns the data layout message of a dataset into a {@link Layout}. */
final class LayoutReader {
  private static final long UNDEFINED = -1;

  private final OpenFile file;
  private final ObjectHeader header;
  private final ElementType type;
  private final long[] shape;
  private final long[] maxShape;

  LayoutReader(
      OpenFile file, ObjectHeader header, ElementType type, long[] shape, long[] maxShape) {
    this.file = file;
    this.header = header;
    this.type = type;
    this.shape = shape;
    this.maxShape = maxShape;
  }

  Layout read(DataLayoutMessage message) throws Hdf5Exception {
    return switch (message) {
      case CompactDataLayoutMessage compact ->
          contiguous(MemorySegment.ofBuffer(compact.getDataBuffer()));
      case ContiguousDataLayoutMessage plain -> contiguous(plain);
      case ChunkedDataLayoutMessage old -> chunked(old);
      case ChunkedDataLayoutMessageV4 latest -> chunked(latest);
      default ->
          throw new Hdf5Exception(
              Problem.UNSUPPORTED, "data layout " + message.getClass().getSimpleName());
    };
  }

  private long dataBytes() {
    return Arrays.stream(shape).reduce(type.bytes(), (a, b) -> a * b);
  }

  private Layout contiguous(ContiguousDataLayoutMessage message) throws Hdf5Exception {
    if (message.getAddress() == UNDEFINED) {
      return new Layout.Unallocated();
    }
    return contiguous(file.bytes().slice(message.getAddress(), dataBytes(), "the data"));
  }

  private Layout contiguous(MemorySegment data) throws Hdf5Exception {
    if (data.byteSize() < dataBytes()) {
      throw new Hdf5Exception(
          Problem.CORRUPT, "%d bytes of data, expected %d".formatted(data.byteSize(), dataBytes()));
    }
    return new Layout.Contiguous(data.asSlice(0, dataBytes()));
  }

  private Layout chunked(ChunkedDataLayoutMessage message) throws Hdf5Exception {
    if (message.getSize() != type.bytes()) {
      throw new Hdf5Exception(
          Problem.CORRUPT,
          "chunks of voxels of %d bytes, expected %d".formatted(message.getSize(), type.bytes()));
    }
    long[] chunk = chunkShape(message.getChunkDimensions());
    if (message.getBTreeAddress() == UNDEFINED) {
      return new Layout.Unallocated();
    }
    return new Layout.Chunked(
        chunk, new BTreeV1Index(file.bytes(), message.getBTreeAddress(), chunk), false);
  }

  private Layout chunked(ChunkedDataLayoutMessageV4 message) throws Hdf5Exception {
    int[] dimensions = message.getChunkDimensions();
    if (dimensions.length == 0 || dimensions[dimensions.length - 1] != type.bytes()) {
      throw new Hdf5Exception(Problem.CORRUPT, "chunks of voxels of another size");
    }
    long[] chunk = chunkShape(Arrays.copyOf(dimensions, dimensions.length - 1));
    if (message.getAddress() == UNDEFINED) {
      return new Layout.Unallocated();
    }
    FileBytes bytes = file.bytes();
    long address = message.getAddress();
    ChunkIndex index =
        switch (message.getIndexingType()) {
          case ChunkedDataLayoutMessageV4.SINGLE_CHUNK_INDEX -> single(message, chunk);
          case ChunkedDataLayoutMessageV4.IMPLICIT_INDEX ->
              new ImplicitIndex(address, chunkBytes(chunk), numbering(chunk));
          case ChunkedDataLayoutMessageV4.FIXED_ARRAY_INDEX ->
              new FixedArrayIndex(bytes, address, chunkBytes(chunk), numbering(chunk));
          case ChunkedDataLayoutMessageV4.EXTENSIBLE_ARRAY_INDEX ->
              new ExtensibleArrayIndex(bytes, address, chunkBytes(chunk), numbering(chunk));
          case ChunkedDataLayoutMessageV4.B_TREE_V2_INDEX ->
              new BTreeV2Index(bytes, address, chunkBytes(chunk), chunk.length);
          default ->
              throw new Hdf5Exception(
                  Problem.UNSUPPORTED, "chunk index of kind " + message.getIndexingType());
        };
    return new Layout.Chunked(chunk, index, EdgeOption.isSet(bytes, header));
  }

  private ChunkNumbering numbering(long[] chunk) throws Hdf5Exception {
    return ChunkNumbering.of(maxShape, chunk);
  }

  private ChunkIndex single(ChunkedDataLayoutMessageV4 message, long[] chunk) {
    ChunkIndex.Location location =
        message.isFilteredSingleChunk()
            ? new ChunkIndex.Location(
                message.getAddress(),
                message.getSizeOfFilteredSingleChunk(),
                mask(message.getFilterMaskFilteredSingleChunk()))
            : new ChunkIndex.Location(message.getAddress(), chunkBytes(chunk), 0);
    return position ->
        Arrays.stream(position).allMatch(p -> p == 0) ? Optional.of(location) : Optional.empty();
  }

  private static int mask(java.util.BitSet bits) {
    long[] words = bits.toLongArray();
    return words.length == 0 ? 0 : (int) words[0];
  }

  private long chunkBytes(long[] chunk) {
    return Arrays.stream(chunk).reduce(type.bytes(), (a, b) -> a * b);
  }

  /** Checks that a chunk has as many axes as the dataset and a size that one array can hold. */
  private long[] chunkShape(int[] dimensions) throws Hdf5Exception {
    long[] chunk = Arrays.stream(dimensions).asLongStream().toArray();
    if (chunk.length != shape.length) {
      throw new Hdf5Exception(
          Problem.CORRUPT,
          "chunks of %d axes for data of %d".formatted(chunk.length, shape.length));
    }
    long bytes = type.bytes();
    for (long size : chunk) {
      bytes *= size;
      if (size < 1 || bytes > Integer.MAX_VALUE - 64) {
        throw new Hdf5Exception(
            Problem.TOO_LARGE, "chunks of shape " + Arrays.toString(chunk) + " are not read");
      }
    }
    return chunk;
  }
}

package io.cellar.hdf5;

import io.cellar.hdf5.ChunkIndex.Location;
import io.cellar.hdf5.Hdf5Exception.Problem;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Optional;

/** Finds chunks through the index and undoes their filters. Thread-safe. */
final class ChunkDecoder implements ChunkSource {
  private static final long UNDEFINED = -1;

  private final FileBytes bytes;
  private final DatasetHeader header;
  private final Layout.Chunked layout;
  private final int chunkBytes;

  ChunkDecoder(FileBytes bytes, DatasetHeader header, Layout.Chunked layout) {
    this.bytes = bytes;
    this.header = header;
    this.layout = layout;
    this.chunkBytes = Math.toIntExact(layout.voxels() * header.type().bytes());
  }

  @Override
  public Optional<MemorySegment> chunk(long[] position) throws Hdf5Exception {
    Optional<Location> found = layout.index().find(position);
    if (found.isEmpty() || found.get().address() == UNDEFINED) {
      return Optional.empty();
    }
    Location location = found.get();
    String what = "chunk " + Arrays.toString(position);
    MemorySegment stored = bytes.slice(location.address(), location.bytes(), what);
    int mask = layout.wholeEdges() && isAtEdge(position) ? -1 : location.mask();
    if (header.pipeline().isIdentity(mask)) {
      if (stored.byteSize() != chunkBytes) {
        throw new Hdf5Exception(
            Problem.CORRUPT,
            "%s has %d bytes, expected %d".formatted(what, stored.byteSize(), chunkBytes));
      }
      return Optional.of(stored);
    }
    if (stored.byteSize() > 2L * chunkBytes + 4096) {
      throw new Hdf5Exception(
          Problem.TOO_LARGE,
          "%s has %d bytes for %d when decoded".formatted(what, stored.byteSize(), chunkBytes));
    }
    byte[] decoded =
        header.pipeline().decode(stored.toArray(ValueLayout.JAVA_BYTE), mask, chunkBytes);
    return Optional.of(MemorySegment.ofArray(decoded));
  }

  private boolean isAtEdge(long[] position) {
    for (int d = 0; d < position.length; d++) {
      if ((position[d] + 1) * layout.chunk()[d] > header.shape()[d]) {
        return true;
      }
    }
    return false;
  }
}

package io.cellar.hdf5;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps the chunks that were decoded last, so that neighbouring boxes do not decode them again. Two
 * threads that want the same chunk at the same time may both decode it.
 */
final class ChunkCache implements ChunkSource {
  private final ChunkSource source;
  private final long mostBytes;
  private final Map<List<Long>, MemorySegment> chunks = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * @param source decodes what is not here
   * @param mostBytes most bytes that are kept; a larger chunk is not kept at all
   */
  ChunkCache(ChunkSource source, long mostBytes) {
    this.source = source;
    this.mostBytes = mostBytes;
  }

  @Override
  public Optional<MemorySegment> chunk(long[] position) throws Hdf5Exception {
    List<Long> key = Arrays.stream(position).boxed().toList();
    synchronized (chunks) {
      MemorySegment known = chunks.get(key);
      if (known != null) {
        return Optional.of(known);
      }
    }
    Optional<MemorySegment> decoded = source.chunk(position);
    if (decoded.isPresent() && decoded.get().byteSize() <= mostBytes) {
      keep(key, decoded.get());
    }
    return decoded;
  }

  private void keep(List<Long> key, MemorySegment chunk) {
    synchronized (chunks) {
      MemorySegment before = chunks.put(key, chunk);
      bytes += chunk.byteSize() - (before == null ? 0 : before.byteSize());
      var eldest = chunks.entrySet().iterator();
      while (bytes > mostBytes) {
        bytes -= eldest.next().getValue().byteSize();
        eldest.remove();
      }
    }
  }
}

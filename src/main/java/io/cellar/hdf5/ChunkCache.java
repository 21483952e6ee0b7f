package io.cellar.hdf5;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps the chunks that were decoded last, so that neighbouring boxes do not decode them again. A
 * thread that wants a chunk which another one decodes just now waits for it. Thread-safe.
 */
final class ChunkCache implements ChunkSource {
  private static final int STRIPES = 64;

  private final ChunkSource source;
  private final long mostBytes;
  private final Map<List<Long>, MemorySegment> chunks = new LinkedHashMap<>(16, 0.75f, true);
  private final ReentrantLock[] decoding = new ReentrantLock[STRIPES];
  private long bytes;

  /**
   * @param source decodes what is not here
   * @param mostBytes most bytes that are kept; a larger chunk is not kept at all
   */
  ChunkCache(ChunkSource source, long mostBytes) {
    this.source = source;
    this.mostBytes = mostBytes;
    Arrays.setAll(decoding, _ -> new ReentrantLock());
  }

  @Override
  public Optional<MemorySegment> chunk(long[] position) throws Hdf5Exception {
    List<Long> key = Arrays.stream(position).boxed().toList();
    Optional<MemorySegment> known = known(key);
    if (known.isPresent()) {
      return known;
    }
    // Chunks that share a lock only wait for each other.
    ReentrantLock lock = decoding[Math.floorMod(key.hashCode(), STRIPES)];
    lock.lock();
    try {
      known = known(key);
      if (known.isPresent()) {
        return known;
      }
      Optional<MemorySegment> decoded = source.chunk(position);
      if (decoded.isPresent() && decoded.get().byteSize() <= mostBytes) {
        keep(key, decoded.get());
      }
      return decoded;
    } finally {
      lock.unlock();
    }
  }

  private Optional<MemorySegment> known(List<Long> key) {
    synchronized (chunks) {
      return Optional.ofNullable(chunks.get(key));
    }
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

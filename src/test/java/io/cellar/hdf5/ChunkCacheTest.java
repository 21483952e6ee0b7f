package io.cellar.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Decoded chunks are kept up to a bound, and decoded once however many want them. */
class ChunkCacheTest {
  private final ConcurrentMap<Long, AtomicInteger> decoded = new ConcurrentHashMap<>();

  private Optional<MemorySegment> decode(long[] position) {
    decoded.computeIfAbsent(position[0], _ -> new AtomicInteger()).incrementAndGet();
    return Optional.of(MemorySegment.ofArray(new byte[10]));
  }

  @Test
  void aChunkThatManyWantAtOnceIsDecodedOnce() throws Exception {
    ChunkCache cache = new ChunkCache(this::decode, 10_000);
    CountDownLatch start = new CountDownLatch(1);
    List<Future<MemorySegment>> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 400; i++) {
        long[] position = {i % 100};
        results.add(
            threads.submit(
                () -> {
                  start.await();
                  return cache.chunk(position).orElseThrow();
                }));
      }
      start.countDown();
      for (int i = 100; i < 400; i++) {
        assertSame(results.get(i % 100).get(), results.get(i).get());
      }
    }
    assertEquals(100, decoded.size());
    decoded.forEach((chunk, times) -> assertEquals(1, times.get(), "chunk " + chunk));
  }

  @Test
  void whatWasUsedLongestAgoGoesFirstAndWhatIsTooLargeIsNotKept() throws Exception {
    ChunkCache cache = new ChunkCache(this::decode, 25);
    for (long position : new long[] {1, 2, 1, 3, 1, 2}) {
      cache.chunk(new long[] {position});
    }
    assertEquals(1, decoded.get(1L).get());
    assertEquals(2, decoded.get(2L).get());
    ChunkCache none = new ChunkCache(this::decode, 9);
    none.chunk(new long[] {4});
    none.chunk(new long[] {4});
    assertEquals(2, decoded.get(4L).get());
  }
}

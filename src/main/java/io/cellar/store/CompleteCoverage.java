package io.cellar.store;

import io.cellar.volume.BlockGrid;
import io.cellar.volume.Roi;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/**
 * Of an array that is all there: every block is available, but for those of which something else is
 * noted, such as that they could not be read. Those are few, and kept one by one.
 */
public final class CompleteCoverage implements Coverage {
  private final BlockGrid grid;
  private final ConcurrentSkipListMap<Long, State> others = new ConcurrentSkipListMap<>();
  private final AtomicLong version = new AtomicLong();

  public CompleteCoverage(BlockGrid grid) {
    this.grid = grid;
  }

  @Override
  public State get(long index) {
    return others.getOrDefault(index, State.AVAILABLE);
  }

  @Override
  public long next(long from, long to, State state, boolean is) {
    if (is == (state == State.AVAILABLE)) {
      long block = from;
      while (block < to && (get(block) == state) != is) {
        block++;
      }
      return Math.min(block, to);
    }
    return others.subMap(Math.min(from, to), to).entrySet().stream()
        .filter(entry -> (entry.getValue() == state) == is)
        .mapToLong(Map.Entry::getKey)
        .findFirst()
        .orElse(to);
  }

  @Override
  public void set(long index, State state) {
    if (state == State.AVAILABLE) {
      others.remove(index);
    } else {
      others.put(index, state);
    }
    version.incrementAndGet();
  }

  @Override
  public long count(State state) {
    return state == State.AVAILABLE ? grid.count() - others.size() : others(state).count();
  }

  @Override
  public long count(Roi stored, State state) {
    LongStream inside =
        others.keySet().stream()
            .mapToLong(Long::longValue)
            .filter(index -> !grid.roi(index).intersect(stored).isEmpty());
    return state == State.AVAILABLE
        ? grid.countIn(stored) - inside.count()
        : inside.filter(index -> get(index) == state).count();
  }

  @Override
  public List<Long> all(State state) {
    return state == State.AVAILABLE
        ? LongStream.range(0, grid.count()).filter(i -> get(i) == state).boxed().toList()
        : others(state).boxed().toList();
  }

  private LongStream others(State state) {
    return others.entrySet().stream()
        .filter(entry -> entry.getValue() == state)
        .mapToLong(Map.Entry::getKey);
  }

  @Override
  public long version() {
    return version.get();
  }
}

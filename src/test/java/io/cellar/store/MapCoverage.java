package io.cellar.store;

import io.cellar.volume.BlockGrid;
import io.cellar.volume.Roi;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** A coverage in a map, for stores and volumes that are not real. */
public final class MapCoverage implements Coverage {
  private final BlockGrid grid;
  private final Map<Long, State> states = new ConcurrentHashMap<>();
  private final AtomicLong version = new AtomicLong();

  public MapCoverage(BlockGrid grid) {
    this.grid = grid;
  }

  @Override
  public State get(long index) {
    return states.getOrDefault(index, State.UNKNOWN);
  }

  @Override
  public long next(long from, long to, State state, boolean is) {
    return LongStream.range(from, to).filter(i -> (get(i) == state) == is).findFirst().orElse(to);
  }

  @Override
  public void set(long index, State state) {
    states.put(index, state);
    version.incrementAndGet();
  }

  @Override
  public long count(State state) {
    return states.values().stream().filter(state::equals).count();
  }

  @Override
  public long count(Roi stored, State state) {
    return grid.blocksIn(stored).filter(i -> get(i) == state).count();
  }

  @Override
  public List<Long> all(State state) {
    return states.keySet().stream().filter(i -> get(i) == state).sorted().toList();
  }

  @Override
  public long version() {
    return version.get();
  }
}
